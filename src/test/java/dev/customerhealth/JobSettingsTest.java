package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.customerhealth.domain.alert.CustomerAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobSettingsTest {

  private static final String BROKERS = "--bootstrap-servers=localhost:9092";

  @TempDir Path folder;

  @Test
  void whatIsNotSaidIsTheDefault() {
    JobSettings settings = JobSettings.parse(BROKERS);
    assertThat(settings.get(HealthOptions.OUT_OF_ORDERNESS)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(HealthOptions.DELIVERY_GUARANTEE))
        .isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(settings.find(HealthOptions.PARALLELISM)).isEmpty();
    assertThat(settings.topic("scores")).isEqualTo("customer-health.scores");
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    Path file = file("bootstrap-servers=a:1\nidleness=2 min\nkafka.security.protocol=SSL\n");
    JobSettings settings =
        JobSettings.parse("--config", file.toString(), "--bootstrap-servers", "b:2");
    assertThat(settings.get(HealthOptions.BOOTSTRAP_SERVERS)).isEqualTo("b:2");
    assertThat(settings.get(HealthOptions.IDLENESS)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.kafkaProperties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("bootstrap.servers", "b:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "AT-LEAST-ONCE"})
  void choicesAreReadInAnyCase(String choice) {
    assertThat(
            JobSettings.parse(BROKERS, "--delivery-guarantee", choice)
                .get(HealthOptions.DELIVERY_GUARANTEE))
        .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2011-06-01T00:00:00Z", "2011-06-01T07:00:00+07:00", "1306886400000"})
  void alertsAndReadingMayBeginAtATime(String from) {
    assertThat(JobSettings.parse(BROKERS, "--start-from", from).startFromMillis())
        .hasValue(1_306_886_400_000L);
    assertThat(JobSettings.parse(BROKERS).startFromMillis()).isEmpty();
    assertThat(faults(BROKERS, "--start-from", "tomorrow")).hasSize(1);
    assertThat(JobSettings.parse(BROKERS, "--alerts-from", from).alertsFromMillis())
        .isEqualTo(1_306_886_400_000L);
    assertThat(JobSettings.parse(BROKERS).alertsFromMillis()).isEqualTo(CustomerAlerts.BEFORE_ALL);
    assertThat(faults(BROKERS, "--alerts-from", "tomorrow")).hasSize(1);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThat(
            faults(
                "stray",
                "--idelness=1 s",
                "--frobnicate=1",
                "--refresh-days=many",
                "--output-format=xml",
                "--idleness",
                "--group-id=a",
                "--group-id=b",
                "--kafka.group.id=c",
                "--config=" + folder.resolve("missing")))
        .containsExactlyInAnyOrder(
            "argument 1 is not an option: expected --name value",
            "--idelness is unknown, did you mean --idleness?",
            "--frobnicate is unknown",
            "--refresh-days: expected integer, got 'many'",
            "--output-format: expected avro or json, got 'xml'",
            "--idleness needs a value",
            "--group-id is given twice",
            "--kafka.group.id is decided by the job",
            "--bootstrap-servers is required",
            "--config: cannot read " + folder.resolve("missing") + " (NoSuchFileException)");
  }

  @Test
  void allRangesAreCheckedAtOnce() {
    assertThat(
            faults(
                "--topic-prefix=a b",
                "--home-currency=XYZ",
                "--out-of-orderness=-1 s",
                "--watermark-interval=0 ms",
                "--transaction-timeout=16 min",
                "--refresh-days=91",
                "--max-parallelism=4",
                "--parallelism=5",
                "--schema-registry=http://an:hush@localhost:8081",
                "--delivery-guarantee=none"))
        .extracting(fault -> fault.replaceAll("^--|[ :].*", ""))
        .containsExactly(
            "out-of-orderness",
            "bootstrap-servers",
            "topic-prefix",
            "home-currency",
            "watermark-interval",
            "transaction-timeout",
            "refresh-days",
            "parallelism",
            "schema-registry",
            "delivery-guarantee");
  }

  @Test
  void aTransactionMustOutliveACheckpoint() {
    assertThatThrownBy(
            () ->
                JobSettings.parse(
                    BROKERS, "--checkpoint-interval=5 min", "--transaction-timeout=5 min"))
        .hasMessageContaining("longer than --checkpoint-interval");
  }

  @Test
  void secretsAreShownNowhere() throws IOException {
    Path file =
        file(
            "kafka.ssl.key.password=hush\nschema-registry=https://r\n"
                + "schema-registry.basic.auth.user.info=an:hush\n");
    JobSettings settings = JobSettings.parse(BROKERS, "--config=" + file);
    assertThat(settings.kafkaProperties()).containsEntry("ssl.key.password", "hush");
    assertThat(settings.registry().orElseThrow().values()).containsValue("an:hush");
    assertThat(settings.toString()).doesNotContain("hush").doesNotContain("ssl.key");
    assertThat(settings.registry().toString()).doesNotContain("hush");
    assertThat(settings.jobParameters())
        .containsEntry("schema-registry", "https://r")
        .doesNotContainKey("schema-registry.basic.auth.user.info");
    assertThatThrownBy(() -> JobSettings.parse("--config=" + file))
        .message()
        .doesNotContain("hush");
  }

  @Test
  void aSecretOnTheCommandLineIsRefusedWithAWayOut() {
    List<String> faults =
        faults(
            BROKERS,
            "--kafka.sasl.jaas.config=x.Module required username=an password=hush;",
            "--schema-registry=http://r",
            "--schema-registry.bearer.auth.token=hush",
            "password=\"hush\";");
    assertThat(faults)
        .hasSize(3)
        .noneMatch(fault -> fault.contains("hush"))
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("--kafka.sasl.jaas.config: a secret must not stand")
                    .contains("kafka.sasl.jaas.config=${file:/path}", "--config"));
    JobSettings named =
        JobSettings.parse(BROKERS, "--kafka.ssl.key.password=${file:/run/secrets/key}");
    assertThat(named.kafkaProperties())
        .containsEntry("ssl.key.password", "${file:/run/secrets/key}")
        .containsEntry("config.providers", "env,file");
  }

  @Test
  void otherOptionsMayBePlaceholdersToo() throws IOException {
    Path name = Files.writeString(folder.resolve("group"), "night\n");
    assertThat(
            JobSettings.parse(BROKERS, "--group-id=${file:" + name + "}")
                .get(HealthOptions.GROUP_ID))
        .isEqualTo("night");
    assertThat(faults(BROKERS, "--group-id=${env:NO_SUCH_VARIABLE_HERE}"))
        .containsExactly("--group-id: ${env:NO_SUCH_VARIABLE_HERE}: there is no such variable");
  }

  @Test
  void theSettingsOfTheRegistryAreChecked() {
    assertThat(faults(BROKERS, "--schema-registry.retry.for=1 s"))
        .containsExactly("--schema-registry is required by --schema-registry.retry.for");
    assertThat(
            faults(
                BROKERS,
                "--schema-registry=ftp://r",
                "--schema-registry.retry.for=soon",
                "--schema-registry.request.timeout=0 s",
                "--schema-registry.ssl.truststore.locatoin=x"))
        .extracting(fault -> fault.replaceAll("[ :].*", ""))
        .containsExactly(
            "--schema-registry.ssl.truststore.locatoin",
            "--schema-registry",
            "--schema-registry.request.timeout",
            "--schema-registry.retry.for");
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(JobSettings.asksForHelp(BROKERS, "--help")).isTrue();
    assertThat(JobSettings.help())
        .contains(HealthOptions.ALL.stream().map(option -> "--" + option.key() + " ").toList());
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("job.properties"), content);
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(SettingsException.class, () -> JobSettings.parse(args)).faults();
  }
}
