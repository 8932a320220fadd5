package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads results as they are committed, keeps the boards and the live line up to date. */
final class Audience implements AutoCloseable {

  private static final String SCORES = DemoTopics.name(Topic.SCORES);
  private static final String ALERTS = DemoTopics.name(Topic.ALERTS);
  private static final String LEVELS = DemoTopics.name(Topic.SERVICE_LEVELS);
  private static final Duration BREATH = Duration.ofMillis(50);

  private final TopicReader results;
  private final RunningJob job;
  private final ScoreBoard board;
  private final AlertBoard alerts;
  private final ServiceBoard service;
  private final Screen screen;
  private final StopSignal stop;
  private final Rate rate = new Rate();

  Audience(
      Stage stage,
      ScoreBoard board,
      AlertBoard alerts,
      ServiceBoard service,
      Screen screen,
      StopSignal stop) {
    this.results =
        new TopicReader(
            stage.brokers(),
            Topic.SCORES,
            Topic.ALERTS,
            Topic.SERVICE_LEVELS,
            Topic.SERVICE_STANDING);
    this.job = stage.job();
    this.board = board;
    this.alerts = alerts;
    this.service = service;
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
    for (ConsumerRecord<String, byte[]> record : results.poll(atMost)) {
      byte[] value = record.value();
      if (value != null) {
        take(record.topic(), value);
      } else if (record.topic().equals(ALERTS)) {
        alerts.forget(record.key());
      }
    }
    if (board.customers() > 0) {
      screen.live(() -> LiveText.of(date, rate.perSecond(), board));
    }
  }

  private void take(String topic, byte[] value) throws IOException {
    if (topic.equals(SCORES)) {
      board.add(ScoreRecord.parse(value));
    } else if (topic.equals(ALERTS)) {
      alerts.add(AlertRecord.parse(value)).forEach(screen::print);
    } else if (topic.equals(LEVELS)) {
      service.add(LevelRecord.parse(value));
    } else {
      service.add(StandingRecord.parse(value));
    }
  }

  /** Whether everything that is committed by now was seen. */
  boolean hasSeenAll() {
    return results.isAtEnd();
  }

  @Override
  public void close() {
    results.close();
  }
}
