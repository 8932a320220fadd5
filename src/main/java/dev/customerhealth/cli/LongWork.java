package dev.customerhealth.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work that cannot tell how far it is: a person hears at least for how long it has gone on. */
final class LongWork {

  private static final long LOOK_MILLIS = 250;

  private LongWork() {}

  /**
   * Does the work in another thread and waits for it.
   *
   * @param what e.g. {@code fitting retail}
   */
  static <T> T wait(PrintWriter err, String what, Supplier<T> work) throws Exception {
    long started = System.nanoTime();
    Progress progress = new Progress(err, seconds -> what + " ... " + seconds + " s");
    CompletableFuture<T> result = CompletableFuture.supplyAsync(work);
    try {
      while (true) {
        try {
          return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          progress.tell(Duration.ofNanos(System.nanoTime() - started).toSeconds());
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      progress.done();
    }
  }
}
