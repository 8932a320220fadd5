package dev.customerhealth;

import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.io.registry.RegistryOptions;
import dev.customerhealth.io.registry.RegistrySettings;
import dev.customerhealth.io.secret.Placeholders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The settings of one job, understood and checked. Values never change. */
public final class JobSettings {

  private static final String KAFKA = "kafka.";
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);
  private static final int MOST_KEY_GROUPS = 32_768;

  /** Kafka properties that the job decides itself. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "enable.auto.commit",
          "auto.offset.reset",
          "isolation.level",
          "transactional.id",
          "transaction.timeout.ms",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  private final Configuration values;
  private final Map<String, String> kafka;
  private final Map<String, String> registry;

  private JobSettings(
      Configuration values, Map<String, String> kafka, Map<String, String> registry) {
    this.values = values;
    this.kafka = Map.copyOf(kafka);
    this.registry = Map.copyOf(registry);
  }

  /**
   * Reads the arguments of the job's main, and the file they may name.
   *
   * @param args {@code --name value} or {@code --name=value}
   * @throws SettingsException naming every fault
   */
  public static JobSettings parse(String... args) {
    RawSettings raw = RawSettings.read(args);
    List<String> faults = new ArrayList<>(raw.faults());
    Map<String, String> own = new TreeMap<>();
    Map<String, String> kafka = new TreeMap<>();
    Map<String, String> registry = new TreeMap<>();
    raw.values()
        .forEach(
            (name, value) -> {
              if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), value);
              } else if (name.startsWith(RegistryOptions.PREFIX)) {
                registry.put(name, value);
              } else {
                own.put(name, value);
              }
            });
    faults.addAll(replacePlaceholders(own));
    faults.addAll(namesNobodyKnows(own, HealthOptions.ALL));
    faults.addAll(namesNobodyKnows(registry, RegistryOptions.ALL));
    kafka.keySet().stream()
        .filter(OURS::contains)
        .forEach(name -> faults.add("--kafka." + name + " is decided by the job"));
    faults.addAll(removeUnreadable(own));
    JobSettings settings = new JobSettings(Configuration.fromMap(own), kafka, registry);
    faults.addAll(settings.outOfRange());
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
    return settings;
  }

  /**
   * A fault for each secret that stands openly in the arguments; {@link #parse} finds them, too.
   */
  public static List<String> openSecrets(String... args) {
    return RawSettings.openSecrets(args);
  }

  /** Whether the arguments ask for {@link #help()} rather than for a job. */
  public static boolean asksForHelp(String... args) {
    return Arrays.asList(args).contains("--help");
  }

  public static String help() {
    return OptionText.help();
  }

  /** The value of an option that has a default or is required. */
  public <T> T get(ConfigOption<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalStateException("--" + option.key() + " has no value"));
  }

  /** The value of an option that may be left out. */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return Optional.ofNullable(values.get(option));
  }

  /** {@code customer-health.scores} for {@code scores}. */
  public String topic(String name) {
    return get(HealthOptions.TOPIC_PREFIX) + "." + name;
  }

  /**
   * The instant of {@code --alerts-from}, epoch milliseconds; {@link CustomerAlerts#BEFORE_ALL}
   * without it.
   */
  public long alertsFromMillis() {
    return find(HealthOptions.ALERTS_FROM)
        .map(JobSettings::millis)
        .orElse(CustomerAlerts.BEFORE_ALL);
  }

  /** The instant of {@code --start-from}, epoch milliseconds; empty without it. */
  public OptionalLong startFromMillis() {
    return find(HealthOptions.START_FROM).stream().mapToLong(JobSettings::millis).findFirst();
  }

  /**
   * For every Kafka client: the brokers and what was passed through. May hold secrets; a client
   * replaces the placeholders by itself.
   */
  public Properties kafkaProperties() {
    Properties properties = new Properties();
    properties.putAll(Placeholders.forKafka(kafka));
    properties.setProperty("bootstrap.servers", get(HealthOptions.BOOTSTRAP_SERVERS));
    return properties;
  }

  /** Where the schema registry is, if there is one. May hold secrets. */
  public Optional<RegistrySettings> registry() {
    return find(HealthOptions.SCHEMA_REGISTRY).map(url -> new RegistrySettings(url, registry));
  }

  /**
   * What Flink's web UI may show: every option, none of {@code kafka.*} and {@code
   * schema-registry.*}.
   */
  public Map<String, String> jobParameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (ConfigOption<?> option : HealthOptions.ALL) {
      find(option).ifPresent(value -> parameters.put(option.key(), value.toString()));
    }
    return parameters;
  }

  @Override
  public String toString() {
    return jobParameters().toString();
  }

  /** At once, unlike those of the clients: none of these options holds a secret. */
  private static List<String> replacePlaceholders(Map<String, String> given) {
    List<String> faults = new ArrayList<>();
    given.replaceAll(
        (name, value) -> {
          try {
            return Placeholders.replaceIn(value);
          } catch (IllegalArgumentException e) {
            faults.add("--" + name + ": " + e.getMessage());
            return value;
          }
        });
    return faults;
  }

  private static List<String> namesNobodyKnows(
      Map<String, String> given, List<ConfigOption<?>> options) {
    List<String> known = options.stream().map(ConfigOption::key).toList();
    return given.keySet().stream()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                "--"
                    + name
                    + " is unknown"
                    + Nearest.to(name, known)
                        .map(guess -> ", did you mean --" + guess + "?")
                        .orElse(""))
        .toList();
  }

  /** Takes the values of the wrong type out, so that the rest can be checked. */
  private static List<String> removeUnreadable(Map<String, String> given) {
    Configuration configuration = Configuration.fromMap(given);
    List<String> faults = new ArrayList<>();
    for (ConfigOption<?> option : HealthOptions.ALL) {
      try {
        configuration.get(option);
      } catch (IllegalArgumentException e) {
        String value = given.remove(option.key());
        faults.add(
            "--"
                + option.key()
                + ": expected "
                + OptionText.type(option)
                + ", got '"
                + value
                + "'");
      }
    }
    return faults;
  }

  private List<String> outOfRange() {
    return Stream.of(names(), times(), numbers(), registryFaults(), unsupported())
        .flatMap(List::stream)
        .toList();
  }

  private List<String> names() {
    List<String> faults = new ArrayList<>();
    check(
        faults,
        find(HealthOptions.BOOTSTRAP_SERVERS).filter(text -> !text.isEmpty()).isPresent(),
        "--bootstrap-servers is required");
    check(
        faults,
        get(HealthOptions.TOPIC_PREFIX).matches("[a-zA-Z0-9._-]{1,200}"),
        "--topic-prefix: letters, digits, '.', '_' and '-' only");
    check(faults, !get(HealthOptions.GROUP_ID).isEmpty(), "--group-id must not be empty");
    check(
        faults,
        !get(HealthOptions.TRANSACTIONAL_ID_PREFIX).isEmpty(),
        "--transactional-id-prefix must not be empty");
    check(
        faults,
        find(HealthOptions.HOME_CURRENCY).map(JobSettings::isCurrency).orElse(true),
        "--home-currency: not an ISO 4217 code");
    return faults;
  }

  private List<String> times() {
    List<String> faults = new ArrayList<>();
    for (ConfigOption<Duration> option :
        List.of(
            HealthOptions.WATERMARK_INTERVAL,
            HealthOptions.CHECKPOINT_INTERVAL,
            HealthOptions.TRANSACTION_TIMEOUT)) {
      check(faults, get(option).toMillis() > 0, "--" + option.key() + " must be at least 1 ms");
    }
    Duration timeout = get(HealthOptions.TRANSACTION_TIMEOUT);
    check(
        faults,
        timeout.compareTo(LONGEST_TRANSACTION) <= 0,
        "--transaction-timeout must be at most 15 min");
    check(
        faults,
        timeout.compareTo(get(HealthOptions.CHECKPOINT_INTERVAL)) > 0,
        "--transaction-timeout must be longer than --checkpoint-interval");
    for (ConfigOption<String> option :
        List.of(HealthOptions.START_FROM, HealthOptions.ALERTS_FROM)) {
      check(
          faults,
          find(option).map(JobSettings::isTime).orElse(true),
          "--" + option.key() + ": not a time such as 2011-06-01T00:00:00Z, or epoch milliseconds");
    }
    return faults;
  }

  private List<String> numbers() {
    List<String> faults = new ArrayList<>();
    int refreshDays = get(HealthOptions.REFRESH_DAYS);
    int most = get(HealthOptions.MAX_PARALLELISM);
    check(faults, refreshDays >= 0 && refreshDays <= 90, "--refresh-days must be 0 to 90");
    check(
        faults,
        most >= 1 && most <= MOST_KEY_GROUPS,
        "--max-parallelism must be 1 to " + MOST_KEY_GROUPS);
    check(
        faults,
        find(HealthOptions.PARALLELISM).map(wanted -> wanted >= 1 && wanted <= most).orElse(true),
        "--parallelism must be 1 to --max-parallelism");
    return faults;
  }

  private List<String> registryFaults() {
    return registry()
        .map(RegistrySettings::faults)
        .orElse(
            registry.isEmpty()
                ? List.of()
                : List.of(
                    "--schema-registry is required by --" + registry.keySet().iterator().next()));
  }

  private List<String> unsupported() {
    List<String> faults = new ArrayList<>();
    check(
        faults,
        get(HealthOptions.DELIVERY_GUARANTEE) != DeliveryGuarantee.NONE,
        "--delivery-guarantee must be exactly-once or at-least-once");
    return faults;
  }

  private static void check(List<String> faults, boolean isFine, String fault) {
    if (!isFine) {
      faults.add(fault);
    }
  }

  /**
   * @throws DateTimeException when it is neither a time with offset nor a number
   */
  private static long millis(String time) {
    return time.matches("\\d{1,18}")
        ? Long.parseLong(time)
        : OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private static boolean isTime(String text) {
    try {
      return millis(text) >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }
}
