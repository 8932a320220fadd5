package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the scores as they are committed, keeps the board and the live line up to date. */
final class Audience implements AutoCloseable {

  private static final Duration BREATH = Duration.ofMillis(50);

  private final TopicReader scores;
  private final RunningJob job;
  private final ScoreBoard board;
  private final Screen screen;
  private final StopSignal stop;
  private final Rate rate = new Rate();

  Audience(Stage stage, ScoreBoard board, Screen screen, StopSignal stop) {
    this.scores = new TopicReader(stage.brokers(), DemoTopics.name(Topic.SCORES));
    this.job = stage.job();
    this.board = board;
    this.screen = screen;
    this.stop = stop;
  }

  /** An event went by. */
  void count() {
    rate.add();
  }

  /** Looks once, and now and then also when the replay is behind its clock. */
  void watchUntilDue(Instant time, Clock clock) throws IOException {
    Duration left = clock.until(time);
    while (left.compareTo(Duration.ZERO) > 0) {
      watch(left.compareTo(BREATH) < 0 ? left : BREATH, time);
      left = clock.until(time);
    }
    if (rate.isTimeToLook()) {
      watch(Duration.ZERO, time);
    }
  }

  /**
   * Looks until something is so.
   *
   * @return false when patience ended before
   */
  boolean watchUntil(BooleanSupplier isSo, Duration patience, Instant date) throws IOException {
    long started = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - started > patience.toNanos()) {
        return false;
      }
      watch(BREATH, date);
    }
    return true;
  }

  private void watch(Duration atMost, Instant date) throws IOException {
    stop.check();
    job.check();
    for (ConsumerRecord<String, byte[]> record : scores.poll(atMost)) {
      byte[] value = record.value();
      if (value != null) {
        board.add(ScoreRecord.parse(value));
      }
    }
    if (board.customers() > 0) {
      screen.live(() -> LiveText.of(date, rate.perSecond(), board));
    }
  }

  @Override
  public void close() {
    scores.close();
  }
}
