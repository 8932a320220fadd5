package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped and goes on with another number of subtasks. */
class SavepointIT {

  private static final long SEED = 7;
  private static final int DAYS = 200;
  private static final int CUSTOMERS = 60;
  private static final Duration BOUND = Duration.ofDays(2);

  /** Who buys last; so many that every subtask has some of them. */
  private static final List<String> LAST =
      IntStream.range(0, 40).mapToObj(number -> "last-" + number).toList();

  private static final long LAST_MILLIS = Inputs.midnight(DAYS + 60);

  @TempDir Path folder;

  @Test
  void fromOneSubtaskToTwoToFourToOneItTellsOnEveryTopicWhatItTellsUninterrupted()
      throws Exception {
    List<Envelope> events =
        Traffic.disordered(Traffic.of(SEED, CUSTOMERS, DAYS), BOUND.toMillis(), SEED);
    Map<Topic, Map<String, List<String>>> uninterrupted = told(events, 2);
    assertThat(uninterrupted.get(Topic.SCORES)).hasSizeGreaterThan(CUSTOMERS);
    for (Topic topic : List.of(Topic.ALERTS, Topic.SERVICE_LEVELS, Topic.SERVICE_STANDING)) {
      assertThat(uninterrupted.get(topic)).as(topic.suffix()).isNotEmpty();
    }
    assertThat(told(events, 1, 2, 4, 1)).as("seed " + SEED).isEqualTo(uninterrupted);
  }

  /** What a job tells that reads the events in as many parts, with a savepoint after each. */
  private Map<Topic, Map<String, List<String>>> told(List<Envelope> events, int... parallelisms)
      throws Exception {
    try (Broker broker = Broker.start()) {
      KafkaJob job = new KafkaJob(broker.bootstrapServers(), ScoringSubtask.REFRESH_DAYS, BOUND);
      String savepoint = null;
      int parts = parallelisms.length;
      for (int part = 0; part < parts; part++) {
        int parallelism = parallelisms[part];
        JobClient running =
            savepoint == null ? job.start(parallelism) : job.resume(parallelism, savepoint);
        int before = broker.readToEnd().size();
        send(
            broker,
            events.subList(part * events.size() / parts, (part + 1) * events.size() / parts));
        if (part == parts - 1) {
          end(broker);
          broker.readUntil(SavepointIT::isComplete);
        } else {
          broker.readUntil(read -> read.size() > before);
        }
        savepoint = KafkaJob.stop(running, false, folder);
      }
      return byTopic(broker.readToEnd());
    }
  }

  private static void send(Broker broker, List<Envelope> events) {
    long nextTick = Long.MIN_VALUE;
    for (Envelope event : events) {
      if (event.timeMillis() > nextTick) {
        broker.tick(event.timeMillis());
        nextTick = event.timeMillis() + Inputs.DAY;
      }
      broker.send(event);
    }
    broker.flush();
  }

  /** Event time jumps over the last purchases, so whoever hears of them has heard all. */
  private static void end(Broker broker) {
    LAST.forEach(id -> broker.send(Inputs.purchase(id, LAST_MILLIS, "last", "1")));
    broker.tick(LAST_MILLIS + BOUND.toMillis() + Inputs.DAY);
    broker.flush();
  }

  private static boolean isComplete(List<OutputMessage> read) {
    return Records.perKey(Topic.SCORES, read).keySet().containsAll(LAST);
  }

  private static Map<Topic, Map<String, List<String>>> byTopic(List<OutputMessage> read) {
    Map<Topic, Map<String, List<String>>> told = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      if (!topic.isInput()) {
        told.put(topic, Records.perKey(topic, read));
      }
    }
    return told;
  }
}
