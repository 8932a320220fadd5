package dev.customerhealth.cli.demo;

import dev.customerhealth.operator.Account.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code demo --check}: everything as fast as it goes, then the books are compared. */
final class Check {

  /** The day after the last event is over when even a straggler could not come any more. */
  static final Duration STRAGGLERS = Duration.ofSeconds(6);

  private static final String CHECKPOINT_INTERVAL = "10 s";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final History history;
  private final Screen screen;
  private final StopSignal stop;
  private final long startedNanos;

  Check(History history, Screen screen, StopSignal stop, long startedNanos) {
    this.history = history;
    this.screen = screen;
    this.stop = stop;
    this.startedNanos = startedNanos;
  }

  /** Whether every input is accounted for. */
  boolean run(int port) throws Exception {
    screen.note("starting a Kafka broker and a Flink in this process ...");
    try (Stage stage = Stage.start(port, CHECKPOINT_INTERVAL)) {
      screen.note(
          String.format(
              "replaying %,d real purchases, %,d synthetic pieces of feedback and %,d staged action of"
                  + " a CRM through %s, Flink's web UI is at %s",
              history.purchases().count(),
              history.synthetic().count(),
              history.actions(),
              stage.brokers(),
              stage.webUi()));
      long replayedNanos = System.nanoTime();
      long sent = replayAll(stage.brokers());
      awaitClosedBooks(stage.job(), sent);
      Books books = stage.finish();
      Duration replay = since(replayedNanos);
      screen.note("reading the results back ...");
      Results results = Results.read(stage.brokers(), stop);
      CheckReport report =
          new CheckReport(history, sent, books, results, since(startedNanos), replay);
      report.faults().forEach(fault -> screen.note("wrong: " + fault));
      screen.print(report.json());
      return report.faults().isEmpty();
    }
  }

  private long replayAll(String brokers) throws IOException {
    try (Replay replay = new Replay(brokers)) {
      Instant today = history.start().truncatedTo(ChronoUnit.DAYS);
      for (PastEvent event : history.events()) {
        stop.check();
        while (!today.isAfter(Instant.ofEpochMilli(event.timeMillis()))) {
          replay.tick(today);
          today = today.plus(1, ChronoUnit.DAYS);
        }
        replay.event(event);
      }
      replay.tick(history.end().plus(STRAGGLERS));
      replay.flush();
      return replay.sent();
    }
  }

  /**
   * The last input is settled only when the last tick has passed, for no other tick is behind it;
   * what time alone brought until then is on its way in front of the savepoint.
   */
  private void awaitClosedBooks(RunningJob job, long sent)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Books books = job.books();
    while (!books.closedAt(sent)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            String.format(
                "after %d min %,d of %,d inputs were read and %,d settled",
                PATIENCE.toMinutes(), books.get(Entry.READ), sent, books.settled()));
      }
      stop.sleep(POLL);
      books = job.books();
      show(books, sent);
    }
  }

  private void show(Books books, long sent) {
    screen.live(
        () ->
            String.format(
                "%,d of %,d inputs settled, %,d scores",
                books.settled(), sent, books.get(Entry.SCORES)));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
