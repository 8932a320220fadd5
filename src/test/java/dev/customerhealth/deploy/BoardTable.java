package dev.customerhealth.deploy;

import dev.customerhealth.codec.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table of the Postgres board, fed by one topic: its columns are the scalar fields of the record.
 */
enum BoardTable {
  SCORES_FLAT(Topic.SCORES_FLAT, "customer_id"),
  ALERTS(Topic.ALERTS, "alert_id"),
  SERVICE_STANDING(Topic.SERVICE_STANDING, "key"),
  WIN_BACK(Topic.WIN_BACK, "key"),
  LOSS_REASONS(Topic.LOSS_REASONS, "key");

  static final String DATABASE_SCHEMA = "customer_health";

  private final Topic topic;
  private final String key;

  BoardTable(Topic topic, String key) {
    this.topic = topic;
    this.key = key;
  }

  Topic topic() {
    return topic;
  }

  /** The column that holds the key of the record. */
  String key() {
    return key;
  }

  /** With its schema, such as {@code customer_health.scores_flat}. */
  String fullName() {
    return DATABASE_SCHEMA + "." + name().toLowerCase(Locale.ROOT);
  }

  /** In the order of the record; the key first where the record itself does not hold it. */
  List<BoardColumn> columns() {
    return topic.schema().getFields().stream().flatMap(BoardColumn::of).toList();
  }

  boolean keyIsInRecord() {
    return columns().stream().anyMatch(column -> column.name().equals(key));
  }

  static List<BoardTable> all() {
    return Arrays.asList(values());
  }
}
