package dev.customerhealth.codec;

import dev.customerhealth.avro.ActionResult;
import dev.customerhealth.avro.DeadLetter;
import dev.customerhealth.avro.DefectionAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.LateEvent;
import dev.customerhealth.avro.LossReason;
import dev.customerhealth.avro.RulesDocument;
import dev.customerhealth.avro.ScoreChange;
import dev.customerhealth.avro.ServiceLevel;
import dev.customerhealth.avro.ServiceStanding;
import dev.customerhealth.avro.WinBack;
import dev.customerhealth.domain.EventType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Every topic there is: what it is called, what it carries, how it is keyed and how long it is
 * kept.
 */
public enum Topic {
  PURCHASES(EventType.PURCHASE),
  VISITS(EventType.VISIT),
  FEEDBACK(EventType.FEEDBACK),
  CASES(EventType.CASE),
  OBSERVATIONS(EventType.OBSERVATION),
  REFERRALS(EventType.REFERRAL),
  PROFILES(EventType.PROFILE),
  ACTIONS(EventType.ACTION),
  RULES("version", RulesDocument.getClassSchema()),

  SCORES(
      "scores",
      "health-scores",
      "customerId",
      HealthScore.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  SCORES_FLAT(
      "scores-flat",
      "scores-flat",
      "customer_id",
      HealthScoreFlat.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  SCORES_SHADOW(
      "scores-shadow",
      "scores-shadow",
      "customerId",
      HealthScore.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  SCORE_CHANGES(
      "score-changes",
      "score-changes",
      "customerId",
      ScoreChange.getClassSchema(),
      CleanupPolicy.DELETE,
      Keep.AS_STATE),
  SERVICE_LEVELS(
      "service-levels",
      "service-levels",
      "feedbackId",
      ServiceLevel.getClassSchema(),
      CleanupPolicy.COMPACT_AND_DELETE,
      Keep.AS_STATE),
  SERVICE_STANDING(
      "service-standing",
      "service-standing",
      "dimension:value",
      ServiceStanding.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  ALERTS(
      "alerts",
      "defection-alerts",
      "alertId",
      DefectionAlert.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  WIN_BACK(
      "win-back",
      "win-back",
      "month|segment|outcome",
      WinBack.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  LOSS_REASONS(
      "loss-reasons",
      "loss-reasons",
      "month|segment|reason|competitor",
      LossReason.getClassSchema(),
      CleanupPolicy.COMPACT,
      Keep.FOR_EVER),
  ACTION_RESULTS(
      "action-results",
      "action-results",
      "actionId",
      ActionResult.getClassSchema(),
      CleanupPolicy.DELETE,
      Keep.A_MONTH),
  DEAD_LETTERS(
      "dead-letters",
      "dead-letters",
      "source:partition:offset",
      DeadLetter.getClassSchema(),
      CleanupPolicy.DELETE,
      Keep.A_MONTH),
  LATE_EVENTS(
      "late-events",
      "late-events",
      "source:partition:offset",
      LateEvent.getClassSchema(),
      CleanupPolicy.DELETE,
      Keep.A_MONTH);

  /** What every topic's name begins with unless an option says otherwise. */
  public static final String DEFAULT_PREFIX = "customer-health";

  private static final int PARTITIONS = 6;

  private final String suffix;
  private final String fileName;
  private final String key;
  private final Schema schema;
  private final CleanupPolicy cleanup;
  private final long retentionMillis;
  private final TimestampType timestamps;
  private final int partitions;
  private final @Nullable EventType eventType;

  /**
   * An event input: event times of years ago stand on its records, so a limited retention would
   * delete a replay at once.
   */
  Topic(EventType type) {
    this.suffix = type.plural();
    this.fileName = type.plural();
    this.key = "customerId";
    this.schema = Contract.input(type);
    this.cleanup = CleanupPolicy.DELETE;
    this.retentionMillis = Keep.FOR_EVER;
    this.timestamps = TimestampType.CREATE_TIME;
    this.partitions = PARTITIONS;
    this.eventType = type;
  }

  /**
   * The rules: one partition, for their order counts; the time of arrival decides from when on they
   * hold.
   */
  Topic(String key, Schema schema) {
    this.suffix = "rules";
    this.fileName = "rules";
    this.key = key;
    this.schema = schema;
    this.cleanup = CleanupPolicy.COMPACT;
    this.retentionMillis = Keep.FOR_EVER;
    this.timestamps = TimestampType.LOG_APPEND_TIME;
    this.partitions = 1;
    this.eventType = null;
  }

  /** An output: by event time a backfill's records would be past their retention as they arrive. */
  Topic(
      String suffix,
      String fileName,
      String key,
      Schema schema,
      CleanupPolicy cleanup,
      long retentionMillis) {
    this.suffix = suffix;
    this.fileName = fileName;
    this.key = key;
    this.schema = schema;
    this.cleanup = cleanup;
    this.retentionMillis = retentionMillis;
    this.timestamps = TimestampType.LOG_APPEND_TIME;
    this.partitions = PARTITIONS;
    this.eventType = null;
  }

  /** The name without its prefix, such as {@code scores}. */
  public String suffix() {
    return suffix;
  }

  /** The full name, such as {@code customer-health.scores}. */
  public String fullName(String prefix) {
    return prefix + "." + suffix;
  }

  /** The file of file mode without its extension, such as {@code health-scores}. */
  public String fileName() {
    return fileName;
  }

  /** What the key of a record is, in words. */
  public String key() {
    return key;
  }

  public Schema schema() {
    return schema;
  }

  public CleanupPolicy cleanup() {
    return cleanup;
  }

  /** Milliseconds; -1 keeps for ever, or as long as a compacted key lives. */
  public long retentionMillis() {
    return retentionMillis;
  }

  public TimestampType timestamps() {
    return timestamps;
  }

  /** How many to create where nothing is said. */
  public int partitions() {
    return partitions;
  }

  /** The kind of event that the topic brings; null for outputs and for the rules. */
  public @Nullable EventType eventType() {
    return eventType;
  }

  public boolean isInput() {
    return eventType != null || this == RULES;
  }

  /** Whether its records carry the headers of a CloudEvent. */
  public boolean isCloudEvents() {
    return this == ALERTS;
  }

  public static Topic of(EventType type) {
    return Arrays.stream(values())
        .filter(topic -> topic.eventType == type)
        .findFirst()
        .orElseThrow();
  }

  /** The topic of this full name. */
  public static Optional<Topic> named(String fullName, String prefix) {
    return Arrays.stream(values())
        .filter(topic -> topic.fullName(prefix).equals(fullName))
        .findFirst();
  }

  /** What Kafka does with old records. */
  public enum CleanupPolicy {
    COMPACT("compact"),
    DELETE("delete"),
    COMPACT_AND_DELETE("compact,delete");

    private final String kafkaValue;

    CleanupPolicy(String kafkaValue) {
      this.kafkaValue = kafkaValue;
    }

    /** The value of the topic's setting {@code cleanup.policy}. */
    public String kafkaValue() {
      return kafkaValue;
    }
  }

  /** Whose clock stands on a record. */
  public enum TimestampType {
    /** The producer's; a replay sets the event time. */
    CREATE_TIME("CreateTime"),
    /** The broker's. */
    LOG_APPEND_TIME("LogAppendTime");

    private final String kafkaValue;

    TimestampType(String kafkaValue) {
      this.kafkaValue = kafkaValue;
    }

    /** The value of the topic's setting {@code message.timestamp.type}. */
    public String kafkaValue() {
      return kafkaValue;
    }
  }

  private static final class Keep {
    static final long FOR_EVER = -1;

    /** 400 days, the reach of a customer's state. */
    static final long AS_STATE = Duration.ofDays(400).toMillis();

    static final long A_MONTH = Duration.ofDays(30).toMillis();
  }
}
