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
            "'stray' is not an option: expected --name value",
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
                "--schema-registry=http://localhost:8081",
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
  void secretsOfKafkaAreShownNowhere() {
    JobSettings settings = JobSettings.parse(BROKERS, "--kafka.ssl.key.password=hush");
    assertThat(settings.kafkaProperties()).containsEntry("ssl.key.password", "hush");
    assertThat(settings.toString()).doesNotContain("hush").doesNotContain("ssl.key");
    assertThat(settings.jobParameters().toString()).doesNotContain("hush");
    assertThatThrownBy(() -> JobSettings.parse("--kafka.ssl.key.password=hush"))
        .message()
        .doesNotContain("hush");
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
