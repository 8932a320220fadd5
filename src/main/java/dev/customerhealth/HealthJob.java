package dev.customerhealth;

import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.KafkaInputs;
import dev.customerhealth.io.KafkaOutputs;
import dev.customerhealth.operator.PublishMode;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code flink run} starts: arguments, settings, sources and sinks, topology. */
public final class HealthJob {

  public static final String NAME = "customer-health";

  private static final Logger LOG = LoggerFactory.getLogger(HealthJob.class);

  /** How {@code paramsSource} begins while nobody has fitted the models. */
  private static final String SHIPPED = "SHIPPED";

  private HealthJob() {}

  public static void main(String[] args) throws Exception {
    if (JobSettings.asksForHelp(args)) {
      System.out.print(JobSettings.help());
      return;
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    try {
      wire(env, JobSettings.parse(args));
    } catch (SettingsException e) {
      LOG.error("Not started: {}", e.getMessage());
      e.faults().forEach(System.err::println);
      // Not System.exit: submitted over REST, this runs within the JobManager.
      throw e;
    }
    env.execute(NAME);
  }

  /**
   * Puts the job into an environment, ready to be executed.
   *
   * @throws SettingsException naming every fault of the rules, if they have any
   * @throws RegistryException when there is a schema registry and it refuses or does not answer
   */
  public static void wire(StreamExecutionEnvironment env, JobSettings settings) {
    Rules rules = StartRules.of(settings);
    sayWhoseParameters(rules);
    JobEnvironment.prepare(env, settings);
    EventDecoder decoder = WireFormat.decoder(settings);
    HealthTopology.wire(
        KafkaInputs.from(env, inputs(settings), decoder),
        new HealthTopology.LiveRules(
            KafkaInputs.rules(env, inputs(settings)),
            settings.find(HealthOptions.HOME_CURRENCY).orElse(null),
            settings.get(HealthOptions.RULES_OVERRIDE)),
        outputs(settings),
        decoder,
        new HealthTopology.Settings(
            rules,
            WireFormat.reports(settings),
            PublishMode.STREAM,
            settings.get(HealthOptions.REFRESH_DAYS),
            settings.alertsFromMillis(),
            Long.MAX_VALUE));
  }

  private static void sayWhoseParameters(Rules rules) {
    if (rules.segments().values().stream().anyMatch(s -> s.paramsSource().startsWith(SHIPPED))) {
      LOG.warn(
          "The shipped parameters of the purchase models come from a British gift wholesaler's"
              + " data, not from yours: fit your own with ./run fit");
    }
  }

  private static KafkaInputs.Settings inputs(JobSettings settings) {
    return new KafkaInputs.Settings(
        settings.get(HealthOptions.BOOTSTRAP_SERVERS),
        settings.get(HealthOptions.GROUP_ID),
        settings.get(HealthOptions.TOPIC_PREFIX),
        start(settings),
        clientProperties(settings),
        settings.get(HealthOptions.OUT_OF_ORDERNESS),
        settings.get(HealthOptions.IDLENESS),
        settings.get(HealthOptions.ALIGNMENT_DRIFT));
  }

  private static OffsetsInitializer start(JobSettings settings) {
    if (settings.startFromMillis().isPresent()) {
      return OffsetsInitializer.timestamp(settings.startFromMillis().getAsLong());
    }
    return switch (settings.get(HealthOptions.STARTING_OFFSETS)) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case GROUP -> KafkaInputs.committedOrEarliest();
    };
  }

  private static Sink<OutputMessage> outputs(JobSettings settings) {
    return KafkaOutputs.to(
        new KafkaOutputs.Settings(
            settings.get(HealthOptions.BOOTSTRAP_SERVERS),
            settings.get(HealthOptions.TOPIC_PREFIX),
            settings.get(HealthOptions.OUTPUT_FORMAT),
            settings.get(HealthOptions.DELIVERY_GUARANTEE),
            settings.get(HealthOptions.TRANSACTIONAL_ID_PREFIX),
            settings.get(HealthOptions.TRANSACTION_TIMEOUT),
            clientProperties(settings)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> clientProperties(JobSettings settings) {
    // Only ever filled with texts.
    return Map.copyOf((Map<String, String>) (Map<?, ?>) settings.kafkaProperties());
  }
}
