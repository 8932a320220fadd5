package dev.customerhealth;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.customerhealth.codec.OutputFormat;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What the job can be told, as {@code --name value} or in the properties file of {@code --config}.
 * {@code docs/configuration.md} is made from these constants.
 */
public final class HealthOptions {

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers to begin with, host:port, separated by commas.");

  public static final ConfigOption<String> GROUP_ID =
      key("group-id")
          .stringType()
          .defaultValue("customer-health")
          .withDescription("Consumer group of the one source that reads all input topics.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("topic-prefix")
          .stringType()
          .defaultValue("customer-health")
          .withDescription("Stands before the dot in the name of every topic, read or written.");

  public static final ConfigOption<StartingOffsets> STARTING_OFFSETS =
      key("starting-offsets")
          .enumType(StartingOffsets.class)
          .defaultValue(StartingOffsets.GROUP)
          .withDescription(
              "Where a job without a checkpoint begins to read: group (where the consumer group"
                  + " stopped, else earliest), earliest or latest.");

  public static final ConfigOption<String> START_FROM =
      key("start-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Time with offset (2011-06-01T00:00:00Z) or epoch milliseconds: a job without offsets"
                  + " of its own reads every partition from its first record of then or later, by"
                  + " the record's Kafka timestamp. Wins over starting-offsets. What a bootstrap"
                  + " asks for: the day before its history ends.");

  public static final ConfigOption<String> RULES =
      key("rules")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Path of the rules document to start with; read where the job is submitted."
                  + " Without it the rules shipped in the jar.");

  public static final ConfigOption<Boolean> RULES_OVERRIDE =
      key("rules-override")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether a job that goes on from a checkpoint or savepoint begins with its own start"
                  + " rules instead of those that it followed before.");

  public static final ConfigOption<String> HOME_CURRENCY =
      key("home-currency")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "ISO 4217 code that replaces the default home currency of the rules; a customer's"
                  + " profile still wins.");

  public static final ConfigOption<OutputFormat> OUTPUT_FORMAT =
      key("output-format")
          .enumType(OutputFormat.class)
          .defaultValue(OutputFormat.AVRO)
          .withDescription("How output topics are written: avro or json.");

  public static final ConfigOption<String> SCHEMA_REGISTRY =
      key("schema-registry")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "URL of a schema registry with Confluent's API, such as http://registry:8081 or"
                  + " http://apicurio:8080/apis/ccompat/v7. Avro outputs are then written in the"
                  + " Confluent framing, under the subjects TOPIC-value, and inputs may be. Without"
                  + " it outputs are in single-object encoding.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY_GUARANTEE =
      key("delivery-guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
          .withDescription(
              "exactly-once: results appear with each checkpoint, to readers in read_committed;"
                  + " at-least-once: at once, but a restart may repeat some.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      key("transactional-id-prefix")
          .stringType()
          .defaultValue("customer-health")
          .withDescription(
              "Begins the transactional ids of exactly-once; two jobs on one Kafka need two.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      key("transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "How long a transaction may stay open: longer than a checkpoint and a restart take"
                  + " together, or its results are lost. At most 15 min, the limit of a broker"
                  + " as installed.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      key("out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How much later than a younger event of its partition an event may arrive and still"
                  + " be applied in its order. Scores wait for as long.");

  public static final ConfigOption<Duration> IDLENESS =
      key("idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription(
              "After how long without a record or a tick (wall clock) a partition no longer holds"
                  + " back event time. 0 never.");

  public static final ConfigOption<Duration> ALIGNMENT_DRIFT =
      key("alignment-drift")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "How far, in event time, one partition may be read ahead of the slowest. Bounds the"
                  + " state during a replay. 0 off.");

  public static final ConfigOption<Duration> WATERMARK_INTERVAL =
      key("watermark-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription("How often event time moves; the least latency of a score.");

  public static final ConfigOption<Integer> REFRESH_DAYS =
      key("refresh-days")
          .intType()
          .defaultValue(7)
          .withDescription(
              "A customer who was seen in the last 90 days is scored anew after as many days"
                  + " without an event, in event time. 0 off, at most 90.");

  public static final ConfigOption<String> ALERTS_FROM =
      key("alerts-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Time with offset (2011-06-01T00:00:00Z) or epoch milliseconds, in event time:"
                  + " alerts decided before are not published. At that instant those open for less"
                  + " than 14 days appear as historical, the others settle silently. Without it"
                  + " every alert is published. Give it when the job starts on a history.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("From one checkpoint to the next; with exactly-once also the latency.");

  public static final ConfigOption<Integer> MAX_PARALLELISM =
      key("max-parallelism")
          .intType()
          .defaultValue(128)
          .withDescription(
              "Key groups, the most subtasks that the job can ever have. Fixed at the first start:"
                  + " state written with another number cannot be restored.");

  public static final ConfigOption<Integer> PARALLELISM =
      key("parallelism")
          .intType()
          .noDefaultValue()
          .withDescription("Subtasks of each operator. Without it what the cluster says.");

  /** In the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          GROUP_ID,
          TOPIC_PREFIX,
          STARTING_OFFSETS,
          START_FROM,
          RULES,
          RULES_OVERRIDE,
          HOME_CURRENCY,
          OUTPUT_FORMAT,
          SCHEMA_REGISTRY,
          DELIVERY_GUARANTEE,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          OUT_OF_ORDERNESS,
          IDLENESS,
          ALIGNMENT_DRIFT,
          WATERMARK_INTERVAL,
          REFRESH_DAYS,
          ALERTS_FROM,
          CHECKPOINT_INTERVAL,
          MAX_PARALLELISM,
          PARALLELISM);

  private HealthOptions() {}

  public enum StartingOffsets {
    EARLIEST,
    LATEST,
    GROUP;

    @Override
    public String toString() {
      return OptionText.lower(this);
    }
  }
}
