package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.runtime.ConnectMetrics;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.TransformationStage;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * deploy/connect/http-alerts.json. Its connector is not on Maven Central, so what is the
 * connector's own is compared with the names in its documentation; all else is read by Connect.
 */
class HttpSinkTest {

  private static final Map<String, String> WORKER =
      Map.of(
          "bootstrap.servers", "localhost:9092",
          "offset.storage.file.filename", "offsets",
          "key.converter", "org.apache.kafka.connect.storage.StringConverter",
          "value.converter", "org.apache.kafka.connect.storage.StringConverter");

  private static final Plugins PLUGINS =
      new Plugins(Map.of("plugin.path", "", "plugin.discovery", "service_load"));

  /** What the documentation of Aiven's HTTP sink lists. */
  private static final Set<String> OPTIONS =
      Set.of(
          "http.url",
          "http.authorization.type",
          "http.headers.authorization",
          "http.headers.content.type",
          "http.headers.additional",
          "http.timeout",
          "batching.enabled",
          "batch.max.size",
          "max.retries",
          "retry.backoff.ms",
          "kafka.retry.backoff.ms");

  @Test
  void everySettingIsKnownToConnectOrToTheConnector() throws IOException {
    Map<String, String> config = config();

    Set<String> connects =
        SinkConnectorConfig.enrich(PLUGINS, SinkConnectorConfig.configDef(), config, true).names();

    assertThat(config.keySet())
        .filteredOn(name -> !connects.contains(name) && !OPTIONS.contains(name))
        .containsExactly("consumer.override.isolation.level");
    assertThat(config)
        .containsEntry("topics", Topic.ALERTS.fullName(Topic.DEFAULT_PREFIX))
        .containsEntry("consumer.override.isolation.level", "read_committed");
  }

  /** The connector fails on a record without a value. */
  @Test
  void whatConnectHandsOverIsTheTextOfEachAlertAndNoTombstone() throws IOException {
    ConnectMetrics metrics =
        new ConnectMetrics("worker", new StandaloneConfig(WORKER), Time.SYSTEM, "cluster");
    List<TransformationStage<SinkRecord>> stages =
        new SinkConnectorConfig(PLUGINS, config())
            .transformationStages(PLUGINS, new ConnectorTaskId("http", 0), metrics);

    assertThat(stages).hasSize(1);
    assertThat(stages.get(0).apply(alert("{}")).value()).isEqualTo("{}");
    assertThat(stages.get(0).apply(alert(null))).isNull();
    metrics.stop();
  }

  private static SinkRecord alert(@Nullable String value) {
    Schema text = Schema.OPTIONAL_STRING_SCHEMA;
    return new SinkRecord("customer-health.alerts", 0, text, "A", text, value, 0);
  }

  private static Map<String, String> config() throws IOException {
    JsonNode sink =
        new ObjectMapper().readTree(ConnectFilesTest.FOLDER.resolve("http-alerts.json").toFile());
    Map<String, String> values = new HashMap<>();
    values.put("name", sink.path("name").asText());
    sink.path("config")
        .fields()
        .forEachRemaining(field -> values.put(field.getKey(), field.getValue().asText()));
    return values;
  }
}
