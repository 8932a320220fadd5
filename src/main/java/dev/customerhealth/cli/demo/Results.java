package dev.customerhealth.cli.demo;

import dev.customerhealth.cli.synthetic.SyntheticFeedback;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.time.Duration;
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
 * @param current the last record of each customer
 */
record Results(
    long scores,
    long flatScores,
    long changes,
    long levels,
    long ratedFeedback,
    long standings,
    long deadLetters,
    long lateEvents,
    Map<String, byte[]> current) {

  private static final String FEEDBACK = SyntheticFeedback.MARK + "feedback-";
  private static final Duration PATIENCE = Duration.ofMillis(100);

  static Results read(String bootstrapServers, StopSignal stop) throws IOException {
    Map<String, byte[]> current = new HashMap<>();
    Map<String, byte[]> levels = new HashMap<>();
    return new Results(
        read(bootstrapServers, Topic.SCORES, current, stop),
        read(bootstrapServers, Topic.SCORES_FLAT, new HashMap<>(), stop),
        read(bootstrapServers, Topic.SCORE_CHANGES, new HashMap<>(), stop),
        read(bootstrapServers, Topic.SERVICE_LEVELS, levels, stop),
        levels.keySet().stream().filter(key -> key.startsWith(FEEDBACK)).count(),
        read(bootstrapServers, Topic.SERVICE_STANDING, new HashMap<>(), stop),
        read(bootstrapServers, Topic.DEAD_LETTERS, new HashMap<>(), stop),
        read(bootstrapServers, Topic.LATE_EVENTS, new HashMap<>(), stop),
        current);
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
