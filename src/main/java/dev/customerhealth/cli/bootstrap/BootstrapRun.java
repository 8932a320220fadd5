package dev.customerhealth.cli.bootstrap;

import dev.customerhealth.cli.demo.Books;
import dev.customerhealth.cli.demo.DemoFolder;
import dev.customerhealth.cli.demo.StopSignal;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.util.ExceptionUtils;

/**
 * Runs a {@link HistoryJob} until every row is accounted for, stops it with a savepoint, and writes
 * that one without what only files need.
 *
 * @param progress is told the books now and then
 */
public record BootstrapRun(HistoryJob history, StopSignal stop, Consumer<Books> progress) {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** Books that do not balance by then never will, and a step that is not up never will be. */
  private static final Duration LONGEST_HALT = Duration.ofMinutes(10);

  /**
   * What came of it.
   *
   * @param savepoint where it lies
   * @param customers who are known in it
   * @param waiting events in it that were not applied: none, unless something is wrong
   */
  public record Result(Books books, String savepoint, long customers, long waiting) {}

  /**
   * @param rows of all files, headers not counted
   * @param target of the savepoint; must not exist yet
   */
  public Result run(Sink<OutputMessage> outputs, Reports reports, long rows, Path target)
      throws Exception {
    try (DemoFolder folder = DemoFolder.create()) {
      JobClient job = history.start(outputs, reports, folder.path());
      CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
      try {
        awaitBooks(job, end, rows);
        String whole = savepoint(job, folder, end);
        Books books = new Books(await(end, end).getAllAccumulatorResults());
        SavepointOfHistory savepoint = new SavepointOfHistory(whole).withoutFiles(target);
        SavepointOfHistory.Content content = savepoint.content();
        return new Result(books, target.toString(), content.customers(), content.waiting());
      } finally {
        if (!end.isDone()) {
          job.cancel();
          end.handle((result, e) -> null).join();
        }
      }
    }
  }

  private void awaitBooks(JobClient job, CompletableFuture<?> end, long rows) throws Exception {
    Books books = Books.EMPTY;
    long moved = System.nanoTime();
    while (!books.closedAt(rows)) {
      stop.sleep(LOOK_AGAIN);
      failIfEnded(end);
      Books before = books;
      books = books(job);
      progress.accept(books);
      moved = books.equals(before) ? moved : System.nanoTime();
      if (System.nanoTime() - moved > LONGEST_HALT.toNanos()) {
        throw new IllegalStateException(
            "nothing has moved for a while: of " + rows + " rows the books say " + books.totals());
      }
    }
  }

  private static Books books(JobClient job) throws InterruptedException {
    try {
      return new Books(job.getAccumulators().get());
    } catch (ExecutionException | IllegalStateException e) {
      // Not started yet, or just ended; the latter is told by its result.
      return Books.EMPTY;
    }
  }

  /**
   * Its barrier goes behind the watermark that the last applied row has waited for: every operator
   * is asked when it has done all that event time asks for up to then. A short history is read
   * before the steps behind are up: until they are, Flink refuses, and the job goes on.
   */
  private String savepoint(JobClient job, DemoFolder folder, CompletableFuture<?> end)
      throws Exception {
    String place = folder.sub("savepoint").toUri().toString();
    long asked = System.nanoTime();
    while (true) {
      try {
        return await(job.stopWithSavepoint(false, place, SavepointFormatType.CANONICAL), end);
      } catch (CompletionException e) {
        if (!isTooEarly(e)) {
          throw e;
        }
        if (System.nanoTime() - asked > LONGEST_HALT.toNanos()) {
          throw new IllegalStateException("all rows are read, but a step of the job is not up", e);
        }
        stop.sleep(LOOK_AGAIN);
      }
    }
  }

  private static boolean isTooEarly(Throwable refusal) {
    return ExceptionUtils.findThrowable(refusal, CheckpointException.class)
        .map(CheckpointException::getCheckpointFailureReason)
        .filter(reason -> reason == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
        .isPresent();
  }

  private <T> T await(CompletableFuture<T> wanted, CompletableFuture<?> end) throws Exception {
    while (!wanted.isDone()) {
      stop.sleep(LOOK_AGAIN);
      if (!wanted.isDone() && end.isCompletedExceptionally()) {
        failIfEnded(end);
      }
    }
    return wanted.handle((value, e) -> value == null ? BootstrapRun.<T>fail(e) : value).join();
  }

  private static void failIfEnded(CompletableFuture<?> end) {
    if (end.isDone()) {
      end.handle((value, e) -> fail(e)).join();
    }
  }

  private static <T> T fail(Throwable e) {
    Throwable root = e == null ? new IllegalStateException("it ended too early") : e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    throw new IllegalStateException("the run failed: " + root, e);
  }
}
