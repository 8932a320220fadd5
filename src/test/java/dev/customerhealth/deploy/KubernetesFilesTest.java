package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.apache.flink.kubernetes.operator.api.spec.JobState;
import org.apache.flink.kubernetes.operator.api.spec.UpgradeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/kubernetes, read by the operator's own classes and checked by its own schema. */
class KubernetesFilesTest {

  private static final Path FOLDER = Path.of("deploy", "kubernetes");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** The classes of Kubernetes put what they do not know aside; here that is a fault. */
  private static final ObjectMapper STRICT = strict();

  /**
   * Stands in for ours: these classes are those of operator 1.10, the newest that a build can get,
   * and its list of Flink versions ends before 2.2.
   */
  private static final String NEWEST_OF_THE_CLASSES = FlinkVersion.current().name();

  /** Beginnings of the settings that differ from place to place. */
  private static final List<String> OF_ONE_PLACE =
      List.of(
          "jobmanager.rpc.",
          "jobmanager.bind-host",
          "jobmanager.memory.",
          "taskmanager.bind-host",
          "taskmanager.memory.process.size",
          "rest.",
          "web.",
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir",
          "metrics.reporter.prom.port");

  @Test
  void theOperatorsClassesReadTheDeployment() throws IOException {
    FlinkDeploymentSpec spec = deployment().getSpec();

    assertThat(spec.getJob().getUpgradeMode()).isEqualTo(UpgradeMode.SAVEPOINT);
    assertThat(spec.getJob().getState()).isEqualTo(JobState.RUNNING);
    assertThat(spec.getJob().getAllowNonRestoredState()).isFalse();
    assertThat(spec.getImage()).endsWith(":" + ProjectVersions.of("version"));
    assertThat(tree().at("/spec/flinkVersion").asText())
        .isEqualTo(
            "v" + ProjectVersions.of("flink.version").replaceAll("(\\d+)\\.(\\d+).*", "$1_$2"));
  }

  @Test
  void theOperatorsSchemaTakesTheDeploymentAndNothingElse() throws IOException {
    assertThat(faults(readable())).isEmpty();
    ObjectNode misspelt = readable();
    ((ObjectNode) misspelt.at("/spec/job")).put("upgrademode", "savepoint");
    assertThat(faults(misspelt)).hasSize(1);
    ObjectNode mistyped = readable();
    ((ObjectNode) mistyped.at("/spec/podTemplate/spec/securityContext")).put("fsGroup", "flink");
    assertThat(faults(mistyped)).hasSize(1);
  }

  /** The page is read as a shell reads it: a merge patch between single quotes. */
  @Test
  void whatTheRunbookChangesIsThereToBeChanged() throws IOException {
    String page = Files.readString(Path.of("docs", "runbook.md"));
    String name = tree().at("/metadata/name").asText();
    List<MatchResult> patches =
        Pattern.compile("kubectl patch flinkdeployment (\\S+) --type merge -p '([^']+)'")
            .matcher(page)
            .results()
            .toList();
    assertThat(patches).hasSize(3);
    for (MatchResult patch : patches) {
      assertThat(patch.group(1)).isEqualTo(name);
      ObjectNode patched = YAML.readerForUpdating(readable()).readValue(patch.group(2));
      assertThat(patched).isNotEqualTo(readable());
      assertThat(faults(patched)).as(patch.group()).isEmpty();
    }
    List<MatchResult> paths =
        Pattern.compile("kubectl get flinkdeployment (\\S+) -o jsonpath='\\{(\\S+)}'")
            .matcher(page)
            .results()
            .toList();
    assertThat(paths).hasSize(1);
    for (MatchResult path : paths) {
      assertThat(path.group(1)).isEqualTo(name);
      assertThat(schema().at(path.group(2).replace(".", "/properties/")).path("type").asText())
          .isEqualTo("string");
    }
  }

  @Test
  void flinkKnowsEverySetting() throws IOException {
    Map<String, String> settings = deployment().getSpec().getFlinkConfiguration();

    assertThat(FlinkOptions.unknown(settings.keySet()))
        .allSatisfy(
            name -> assertThat(name).startsWith("kubernetes.operator.").doesNotContain(" "));
    assertThat(FlinkOptions.unreadable(settings)).isEmpty();
    assertThat(settings.get("env.java.opts.all")).isEqualTo(java17());
  }

  /** But for where things are, and how much there is of them. */
  @Test
  void theDeploymentSaysWhatTheSettingsOfAnyClusterSay() throws IOException {
    Path file = Path.of("flink-conf", "config.yaml");
    Map<String, String> deployed = deployment().getSpec().getFlinkConfiguration();
    Map<String, String> expected = new TreeMap<>();
    YAML.readTree(file.toFile())
        .fields()
        .forEachRemaining(setting -> expected.put(setting.getKey(), setting.getValue().asText()));
    expected.keySet().removeIf(name -> OF_ONE_PLACE.stream().anyMatch(name::startsWith));

    assertThat(deployed).containsAllEntriesOf(expected);
  }

  @Test
  void theJobUnderstandsItsArgumentsAndItsFile(@TempDir Path folder) throws IOException {
    ConfigMap config =
        STRICT.readValue(FOLDER.resolve("job-config.yaml").toFile(), ConfigMap.class);
    Path file =
        Files.writeString(folder.resolve("job.properties"), config.getData().get("job.properties"));
    String[] args = deployment().getSpec().getJob().getArgs();

    assertThat(args)
        .containsExactly(
            "--config",
            mounted("job") + "/job.properties",
            "--rules",
            mounted("rules") + "/rules.yaml");
    JobSettings settings = JobSettings.parse("--config", file.toString(), "--rules", args[3]);
    assertThat(settings.get(HealthOptions.BOOTSTRAP_SERVERS)).endsWith(":9093");
    assertThat(settings.kafkaProperties()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(settings.kafkaProperties().getProperty("sasl.jaas.config"))
        .startsWith("${file:" + mounted("secrets") + "/");
  }

  @Test
  void whatIsMountedIsThere() throws IOException {
    Set<String> made = new TreeSet<>(Set.of("customer-health-rules"));
    made.add(
        STRICT
            .readValue(FOLDER.resolve("job-config.yaml").toFile(), ConfigMap.class)
            .getMetadata()
            .getName());
    try (var documents =
        STRICT
            .readerFor(Secret.class)
            .<Secret>readValues(FOLDER.resolve("secrets.example.yaml").toFile())) {
      documents.forEachRemaining(secret -> made.add(secret.getMetadata().getName()));
    }
    CronJob ticks = STRICT.readValue(FOLDER.resolve("ticks.yaml").toFile(), CronJob.class);

    assertThat(named(tree())).isNotEmpty().allSatisfy(name -> assertThat(made).contains(name));
    assertThat(named(YAML.readTree(FOLDER.resolve("ticks.yaml").toFile())))
        .hasSize(2)
        .allSatisfy(name -> assertThat(made).contains(name));
    assertThat(ticks.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(
            ticks
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs())
        .containsExactly("ticks", "--once", "--config", mounted("job") + "/job.properties");
  }

  private static String mounted(String volume) throws IOException {
    for (JsonNode mount : tree().at("/spec/podTemplate/spec/containers/0/volumeMounts")) {
      if (mount.path("name").asText().equals(volume)) {
        return mount.path("mountPath").asText();
      }
    }
    throw new AssertionError("nothing mounts " + volume);
  }

  /** Names of the config maps and secrets that pods ask for. */
  private static List<String> named(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.findValues("configMap").forEach(map -> names.add(map.path("name").asText()));
    node.findValues("secret").forEach(secret -> names.add(secret.path("secretName").asText()));
    node.findValues("secretRef").forEach(secret -> names.add(secret.path("name").asText()));
    return names;
  }

  private static FlinkDeployment deployment() throws IOException {
    return STRICT.treeToValue(readable(), FlinkDeployment.class);
  }

  private static ObjectNode tree() throws IOException {
    return (ObjectNode) YAML.readTree(FOLDER.resolve("flink-deployment.yaml").toFile());
  }

  private static ObjectNode readable() throws IOException {
    ObjectNode tree = tree();
    ((ObjectNode) tree.path("spec")).put("flinkVersion", NEWEST_OF_THE_CLASSES);
    return tree;
  }

  private static Set<ValidationMessage> faults(JsonNode deployment) throws IOException {
    JsonNode schema = schema();
    close(schema);
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
        .getSchema(schema)
        .validate(deployment);
  }

  private static JsonNode schema() throws IOException {
    try (InputStream crd =
        FlinkDeployment.class.getResourceAsStream(
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")) {
      return YAML.readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema");
    }
  }

  /** Kubernetes drops fields that the schema does not name; here they are faults. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
      object.path("properties").forEach(KubernetesFilesTest::close);
    }
    if (schema.path("items") instanceof ObjectNode items) {
      close(items);
    }
    if (schema.path("additionalProperties") instanceof ObjectNode values) {
      close(values);
    }
  }

  private static String java17() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("flink-conf", "java17.args"))) {
      return lines.filter(line -> line.startsWith("--")).collect(Collectors.joining(" "));
    }
  }

  private static ObjectMapper strict() {
    return new ObjectMapper(new YAMLFactory())
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              private static final long serialVersionUID = 1L;

              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }
            });
  }
}
