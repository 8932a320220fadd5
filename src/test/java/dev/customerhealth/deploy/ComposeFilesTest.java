package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.HealthJob;
import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.codec.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** deploy/compose and deploy/Dockerfile, as far as that can be told without a Docker engine. */
class ComposeFilesTest {

  private static final Path FOLDER = Path.of("deploy", "compose");

  @Test
  void theImagesHaveTheVersionsOfTheBuild() throws IOException {
    String dockerfile = Files.readString(Path.of("deploy", "Dockerfile"));

    assertThat(dockerfile)
        .contains("FROM flink:" + ProjectVersions.of("flink.version") + "-java17 AS job")
        .contains("FROM apache/kafka:" + ProjectVersions.of("kafka.version") + " AS connect")
        .contains("/target/customer-health-" + ProjectVersions.of("version") + ".jar");
    assertThat(service("kafka").path("image").asText())
        .isEqualTo("apache/kafka:" + ProjectVersions.of("kafka.version"));
    for (String service : List.of("topics", "jobmanager", "taskmanager", "ticks", "connect")) {
      JsonNode built = service(service);
      assertThat(built.path("image").asText()).endsWith(":" + ProjectVersions.of("version"));
      assertThat(dockerfile).contains(" AS " + built.at("/build/target").asText() + "\n");
    }
  }

  @Test
  void flinkKnowsEverySetting() throws IOException {
    Properties properties = new Properties();
    for (String line :
        service("jobmanager").at("/environment/FLINK_PROPERTIES").asText().split("\n")) {
      String[] setting = line.split(": ", 2);
      properties.setProperty(setting[0], setting[1]);
    }
    Map<String, String> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));

    assertThat(settings).hasSizeGreaterThan(10);
    assertThat(FlinkOptions.unknown(settings.keySet())).isEmpty();
    assertThat(FlinkOptions.unreadable(settings)).isEmpty();
    assertThat(service("taskmanager").path("environment"))
        .isEqualTo(service("jobmanager").path("environment"));
  }

  @Test
  void theJobUnderstandsItsArguments() throws IOException {
    List<String> command = texts(service("jobmanager").path("command"));

    assertThat(command.subList(0, 3))
        .containsExactly("standalone-job", "--job-classname", HealthJob.class.getName());
    JobSettings settings =
        JobSettings.parse(command.subList(3, command.size()).toArray(String[]::new));
    assertThat(settings.get(HealthOptions.OUTPUT_FORMAT))
        .as("what the sinks of the board read")
        .isEqualTo(OutputFormat.JSON);
  }

  @Test
  void theBrokerKnowsItsSettings() throws IOException {
    List<String> unknown = new ArrayList<>();
    service("kafka")
        .path("environment")
        .fieldNames()
        .forEachRemaining(
            name -> {
              String setting =
                  name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
              if (!KafkaConfig.configNames().contains(setting)) {
                unknown.add(setting);
              }
            });
    assertThat(unknown).isEmpty();
  }

  @Test
  void whatIsMountedAndStartedIsThere() throws IOException {
    for (JsonNode service : services()) {
      for (String volume : texts(service.path("volumes"))) {
        if (volume.startsWith(".")) {
          assertThat(FOLDER.resolve(volume.split(":")[0])).exists();
        }
      }
    }
    assertThat(texts(service("connect").path("command")))
        .containsExactlyInAnyOrderElementsOf(
            BoardTable.all().stream()
                .map(table -> "postgres-" + SinkConfig.dashed(table) + ".json")
                .toList());
  }

  private static JsonNode service(String name) throws IOException {
    JsonNode service = services().path(name);
    assertThat(service.isObject()).as(name).isTrue();
    return service;
  }

  /** With anchors and merge keys resolved, which Jackson leaves as they are. */
  private static JsonNode services() throws IOException {
    Object compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FOLDER.resolve("compose.yaml")));
    return new ObjectMapper().valueToTree(compose).path("services");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
