package dev.customerhealth.operator;

import java.util.List;
import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Every metric that the job has of its own: the page docs/metrics.md is made of it. All of them
 * exist from the start, at zero. Labels are codes of the contract, topics and versions of rules,
 * never ids.
 */
public enum Metric {
  READ(
      Kind.COUNTER,
      "route-input",
      "inputs read, by kind; UNKNOWN: of no topic of the contract. Without ticks",
      "falls to zero while producers write: see EventTimeStalled",
      "type"),
  TICKS(
      Kind.COUNTER,
      "route-input",
      "ticks read",
      "stands still: nobody writes ticks, and a quiet night stops time"),
  REJECTED(
      Kind.COUNTER,
      "route-input, score-customer",
      "inputs that could not be used, by reason; each is a dead letter",
      "grows: read the dead letters of that reason, mend the producer",
      "reason"),
  IGNORED(Kind.COUNTER, "route-input", "rows after the end of a run over files", "nothing"),
  USED(Kind.COUNTER, "score-customer", "inputs applied to their customer", "nothing"),
  DUPLICATES(
      Kind.COUNTER,
      "score-customer",
      "inputs whose id was known; they change nothing",
      "many: a producer sends again what was acknowledged, or an overlap is replayed"),
  BEHIND(
      Kind.COUNTER,
      "score-customer",
      "inputs that event time had passed as they came; applied on arrival",
      "grows: raise out-of-orderness, or find the producer that holds events back"),
  LATE(
      Kind.COUNTER,
      "score-customer",
      "inputs older than the reach of the state; they are on late-events",
      "grows: see LateEventsRising"),
  UNKNOWN_CURRENCY(
      Kind.COUNTER,
      "score-customer",
      "purchases used as of unknown value, for want of a rate",
      "add the currency to the rules"),
  SCORES(Kind.COUNTER, "score-customer", "scores computed, published or not", "none: see NoScores"),
  SIGNALS(
      Kind.COUNTER,
      "score-customer",
      "what began or ended for customers, by kind",
      "one kind jumps: look at its threshold, and at what producers changed that day",
      "kind"),
  WAITING_EVENTS(
      Kind.GAUGE,
      "score-customer",
      "events that wait for event time to pass them; only the sum over the subtasks counts",
      "grows: event time stands still, or one partition is far ahead of another"),
  EVENT_TIME_LAG_MILLIS(
      Kind.GAUGE,
      "score-customer",
      "how far event time is behind the clock of the machine; NaN before event time begins",
      "above a minute: see LagGrowing and EventTimeStalled"),
  LATENCY_MILLIS(
      Kind.HISTOGRAM,
      "score-customer",
      "from the Kafka timestamp of an event to its records leaving the operator: out-of-orderness"
          + " is in it, the wait for a checkpoint is not; newest 1024 events of a subtask. Of live"
          + " traffic only: a replay carries timestamps of years ago",
      "above what was promised: look at lag, then at busy and back pressure"),
  STATE_BYTES(
      Kind.HISTOGRAM,
      "score-customer",
      "bytes of a customer in state, of every 1024th update",
      "the highest quantile grows without end: an id that stands for nobody, see hotKeys.exclude"),
  RULES_FROM_MILLIS(
      Kind.GAUGE,
      "score-customer",
      "event time from which the version in force holds, epoch ms; 0: since ever",
      "nothing"),
  RULES_SWITCHES(
      Kind.COUNTER,
      "score-customer",
      "how often event time has come to another version",
      "unexpected: ask who writes to the rules topic"),
  RULES_IN_FORCE(
      Kind.GAUGE,
      "score-customer",
      "1 for the version in force, 0 for those before; the newest 100 since the start",
      "not the one you expect: see RulesRefused",
      "version"),
  RULES_ACCEPTED(Kind.COUNTER, "read-rules", "documents taken", "nothing"),
  RULES_REFUSED(Kind.COUNTER, "read-rules", "documents refused", "see RulesRefused"),
  STORIES(
      Kind.COUNTER,
      "story-...",
      "stories found in signals, by the reason for an alert that they are",
      "nothing",
      "reason"),
  PARTIAL_STORIES(
      Kind.GAUGE,
      "story-...",
      "stories begun and neither told nor broken off yet (partial matches of Flink CEP), by the"
          + " same reason; only the sum over the subtasks counts",
      "grows without end: state grows with it; look at what signals begin the story",
      "reason"),
  LATE_SIGNALS(
      Kind.COUNTER,
      "count-late-signals",
      "signals too late for a story, once for each story that they missed",
      "as for BEHIND"),
  ALERTS(
      Kind.COUNTER,
      "release-alerts",
      "revisions of alerts published, by reason and the status that they tell",
      "see AlertFlood",
      "reason",
      "status"),
  OPEN_ALERTS(
      Kind.GAUGE,
      "release-alerts",
      "alerts that live; only the sum over the subtasks counts",
      "grows for weeks: more is opened than people take up, raise the thresholds"),
  ACTIONS(
      Kind.COUNTER,
      "release-alerts",
      "actions of people answered, by verdict: DONE or the code of the refusal",
      "refusals: the CRM acts on old records, see docs/crm.md",
      "verdict"),
  WRITTEN(
      Kind.COUNTER,
      "outputs",
      "records given to Kafka, tombstones too, by topic; with exactly-once not all are committed"
          + " yet. Flink puts `user` before the group of this one",
      "dead-letters or late-events grows: see DeadLettersRising, LateEventsRising",
      "topic");

  /** What it counts or shows, and so how to read it. */
  public enum Kind {
    /** Only rises; 0 again when a subtask starts anew. */
    COUNTER,
    /** A value as of now. */
    GAUGE,
    /** Quantiles and a count. */
    HISTOGRAM
  }

  /** The group that all of them are in. */
  public static final String GROUP = "customer_health";

  private static final String OPERATOR_SCOPE = "flink_taskmanager_job_task_operator_";

  private final Kind kind;
  private final String operators;
  private final String tells;
  private final String asks;
  private final List<String> labels;

  Metric(Kind kind, String operators, String tells, String asks, String... labels) {
    this.kind = kind;
    this.operators = operators;
    this.tells = tells;
    this.asks = asks;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  /** Uids of the operators that have it, for people. */
  public String operators() {
    return operators;
  }

  public String tells() {
    return tells;
  }

  /** What somebody is to do about it. */
  public String asks() {
    return asks;
  }

  public List<String> labels() {
    return labels;
  }

  /** The name that Flink's Prometheus reporter makes of it: labels stand in the name, too. */
  public String prometheusName() {
    String scope = this == WRITTEN ? OPERATOR_SCOPE + "user_" : OPERATOR_SCOPE;
    String before = labels.isEmpty() ? "" : String.join("_", labels) + "_";
    return scope + GROUP + "_" + before + key();
  }

  /**
   * @param operator the group of the operator
   * @param values one for each label
   */
  public Counter counter(MetricGroup operator, String... values) {
    return group(operator, values).counter(key());
  }

  /**
   * @param operator the group of the operator
   * @param values one for each label
   */
  public void gauge(MetricGroup operator, Gauge<? extends Number> gauge, String... values) {
    group(operator, values).gauge(key(), gauge);
  }

  <H extends Histogram> H histogram(MetricGroup operator, H histogram) {
    return group(operator).histogram(key(), histogram);
  }

  private MetricGroup group(MetricGroup operator, String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(this + " has the labels " + labels);
    }
    MetricGroup group = operator.addGroup(GROUP);
    for (int i = 0; i < values.length; i++) {
      group = group.addGroup(labels.get(i), values[i]);
    }
    return group;
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
