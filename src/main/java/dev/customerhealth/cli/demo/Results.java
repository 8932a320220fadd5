package dev.customerhealth.cli.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.customerhealth.cli.synthetic.SyntheticFeedback;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a consumer finds in the output topics when all is done.
 *
 * @param scores records of the score topic, tombstones not counted
 * @param levels records of service levels, every revision of each
 * @param ratedFeedback pieces of feedback among them
 * @param alerts records of alerts, every revision of each, tombstones not counted
 * @param openAlerts alerts about which somebody may still do something
 * @param actions actions of a CRM that were carried out
 * @param current the last record of each customer
 */
record Results(
    long scores,
    long flatScores,
    long changes,
    long levels,
    long ratedFeedback,
    long standings,
    long alerts,
    long openAlerts,
    long actions,
    long deadLetters,
    long lateEvents,
    Map<String, byte[]> current) {

  private static final String FEEDBACK = SyntheticFeedback.MARK + "feedback-";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMillis(100);

  static Results read(String bootstrapServers, StopSignal stop) throws IOException {
    Map<String, byte[]> current = new HashMap<>();
    Map<String, byte[]> levels = new HashMap<>();
    Map<String, byte[]> alerts = new HashMap<>();
    return new Results(
        read(bootstrapServers, Topic.SCORES, current, stop),
        read(bootstrapServers, Topic.SCORES_FLAT, new HashMap<>(), stop),
        read(bootstrapServers, Topic.SCORE_CHANGES, new HashMap<>(), stop),
        read(bootstrapServers, Topic.SERVICE_LEVELS, levels, stop),
        levels.keySet().stream().filter(key -> key.startsWith(FEEDBACK)).count(),
        read(bootstrapServers, Topic.SERVICE_STANDING, new HashMap<>(), stop),
        read(bootstrapServers, Topic.ALERTS, alerts, stop),
        open(alerts.values()),
        done(bootstrapServers, stop),
        read(bootstrapServers, Topic.DEAD_LETTERS, new HashMap<>(), stop),
        read(bootstrapServers, Topic.LATE_EVENTS, new HashMap<>(), stop),
        current);
  }

  private static long open(Collection<byte[]> alerts) throws IOException {
    long open = 0;
    for (byte[] alert : alerts) {
      open += AlertRecord.parse(alert).status().isLive() ? 1 : 0;
    }
    return open;
  }

  private static long done(String bootstrapServers, StopSignal stop) throws IOException {
    Map<String, byte[]> answers = new HashMap<>();
    read(bootstrapServers, Topic.ACTION_RESULTS, answers, stop);
    long done = 0;
    for (byte[] answer : answers.values()) {
      done += JSON.readTree(answer).path("result").asText().equals("DONE") ? 1 : 0;
    }
    return done;
  }

  private static long read(
      String bootstrapServers, Topic topic, Map<String, byte[]> current, StopSignal stop) {
    long records = 0;
    try (TopicReader reader = new TopicReader(bootstrapServers, topic)) {
      while (!reader.isAtEnd()) {
        stop.check();
        for (ConsumerRecord<String, byte[]> record : reader.poll(PATIENCE)) {
          records += record.value() == null ? 0 : 1;
          keep(record, current);
        }
      }
    }
    return records;
  }

  private static void keep(ConsumerRecord<String, byte[]> record, Map<String, byte[]> current) {
    if (record.value() == null) {
      current.remove(record.key());
    } else {
      current.put(record.key(), record.value());
    }
  }

  /** How many customers are in each band now. */
  Map<String, Long> bands() throws IOException {
    Map<String, Long> bands = new TreeMap<>();
    for (byte[] score : current.values()) {
      bands.merge(ScoreRecord.parse(score).band(), 1L, Long::sum);
    }
    return bands;
  }
}
