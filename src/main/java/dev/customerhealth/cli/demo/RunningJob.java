package dev.customerhealth.cli.demo;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** The job in the local Flink; cancelled when closed, unless it has ended. */
final class RunningJob implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;

  RunningJob(JobClient client) {
    this.client = client;
    this.result = client.getJobExecutionResult();
  }

  /** As of the last heartbeat, half a second ago or less. */
  Books books() throws IOException, InterruptedException {
    check();
    try {
      return new Books(client.getAccumulators().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      check();
      return Books.EMPTY;
    }
  }

  /**
   * Stops with a savepoint, so that the transactions that are open are committed.
   *
   * @return the final books
   */
  Books stop(DemoFolder folder) throws IOException, InterruptedException {
    try {
      client
          .stopWithSavepoint(
              false, folder.sub("savepoint").toUri().toString(), SavepointFormatType.NATIVE)
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Books(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getAllAccumulatorResults());
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the job could not be stopped: " + reason(e), e);
    }
  }

  /** Fails when the job has. */
  void check() throws IOException {
    if (result.isCompletedExceptionally()) {
      Throwable failure = result.handle((none, e) -> e).join();
      throw new IOException("the job failed: " + reason(failure), failure);
    }
  }

  @Override
  public void close() {
    if (result.isDone()) {
      return;
    }
    try {
      client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      result.exceptionally(cancelled -> null).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It ends with this process.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
