package dev.customerhealth.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, as an exception in the thread that works, so that it closes what it opened in the right
 * order; the JVM waits for that.
 */
public final class StopSignal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread atExit = new Thread(this::stopAndWait, "stop-signal");

  private StopSignal() {}

  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.atExit);
    return signal;
  }

  /**
   * Waits, and is the only way to wait here.
   *
   * @throws Stopped as soon as somebody wants to stop
   */
  public void sleep(Duration time) throws InterruptedException {
    if (stop.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)) {
      throw new Stopped();
    }
  }

  /** Whether somebody wants to stop. */
  public boolean isGiven() {
    return stop.getCount() == 0;
  }

  public void check() {
    if (isGiven()) {
      throw new Stopped();
    }
  }

  /** As Ctrl-C does it. */
  public void give() {
    stop.countDown();
  }

  private void stopAndWait() {
    System.err.println("\nstopping, which takes some seconds ...");
    give();
    try {
      if (!cleaned.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("did not stop within " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is closed: the JVM may end. */
  @Override
  public void close() {
    cleaned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook with it.
    }
  }

  /** Not a failure. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }
}
