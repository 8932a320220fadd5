package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.customerhealth.io.KafkaInputs;
import dev.customerhealth.io.secret.FromFile;
import dev.customerhealth.operator.RouteInput;
import dev.customerhealth.operator.ScoreCustomer;
import dev.customerhealth.operator.WatermarkGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthJobTest {

  private static final String BROKERS = "--bootstrap-servers=localhost:9092";

  @TempDir Path folder;

  /** Without a uid an operator would lose its state with the next change of the graph. */
  @Test
  void everyOperatorHasAUidOfItsOwnAndNoneIsGenerated() {
    StreamGraph graph = wired(new Configuration(), BROKERS).getStreamGraph();
    // Refuses a graph in which a uid is missing.
    assertThat(graph.getJobGraph().getMaximumParallelism()).isPositive();
    assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .contains(
            KafkaInputs.UID,
            WatermarkGate.UID,
            RouteInput.UID,
            ScoreCustomer.UID,
            HealthTopology.OUTPUTS_UID);
  }

  @Test
  void whatTheSettingsSayIsWhatFlinkIsTold() {
    StreamExecutionEnvironment env =
        wired(
            new Configuration(),
            BROKERS,
            "--checkpoint-interval=3 s",
            "--max-parallelism=64",
            "--parallelism=2",
            "--watermark-interval=50 ms",
            "--kafka.ssl.keystore.location=secret");
    assertThat(env.getCheckpointInterval()).isEqualTo(3000);
    assertThat(env.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(env.getMaxParallelism()).isEqualTo(64);
    assertThat(env.getParallelism()).isEqualTo(2);
    assertThat(env.getConfig().getAutoWatermarkInterval()).isEqualTo(50);
    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(env.getConfig().getGlobalJobParameters().toMap())
        .containsEntry("parallelism", "2")
        .doesNotContainValue("secret");
  }

  @Test
  void theManifestIsKeptShortUnlessTheClusterHasOptionsOfItsOwn() {
    assertThat(optionsFactory(new Configuration())).isEqualTo(SmallManifest.class.getName());
    Configuration own = new Configuration();
    own.set(RocksDBOptions.OPTIONS_FACTORY, "theirs.Factory");
    assertThat(optionsFactory(own)).isEqualTo("theirs.Factory");
  }

  private static String optionsFactory(Configuration cluster) {
    return wired(cluster, BROKERS).getConfiguration().get(RocksDBOptions.OPTIONS_FACTORY);
  }

  /** Flink keeps it for recovery, and sends it around. */
  @Test
  void theJobGraphNamesThePlacesOfSecretsOnly() throws IOException {
    Path secret = Files.writeString(folder.resolve("jaas"), "hush-hush-31415");
    Path config =
        Files.writeString(
            folder.resolve("job.properties"), "kafka.sasl.jaas.config=${file:" + secret + "}\n");
    var env = wired(new Configuration(), BROKERS, "--config=" + config);
    byte[] graph = InstantiationUtil.serializeObject(env.getStreamGraph().getJobGraph());
    assertThat(new String(graph, StandardCharsets.ISO_8859_1))
        .contains("${file:" + secret + "}", FromFile.class.getName())
        .doesNotContain("hush-hush-31415");
  }

  @Test
  void stateIsInRocksDbUnlessTheClusterSaysOtherwise() {
    assertThat(
            wired(new Configuration(), BROKERS)
                .getConfiguration()
                .get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");
    Configuration cluster = new Configuration().set(StateBackendOptions.STATE_BACKEND, "hashmap");
    assertThat(wired(cluster, BROKERS).getConfiguration().get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("hashmap");
  }

  @Test
  void allFaultsOfTheRulesAreNamedAtOnce() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        version: ""
        calendar: {zone: Mars/Olympus}
        hotKeys: {maxEventsPerDay: 0}
        segments:
          default:
            horizonDays: -1
            overdue: {watchRisk: 2}
        """);
    SettingsException faulty =
        catchThrowableOfType(
            SettingsException.class,
            () -> wired(new Configuration(), BROKERS, "--rules", rules.toString()));
    assertThat(faulty.faults()).hasSize(5).allMatch(fault -> fault.startsWith("--rules "));
    for (String path :
        Stream.of("version", "zone", "maxEventsPerDay", "horizonDays", "watchRisk").toList()) {
      assertThat(faulty.faults()).anyMatch(fault -> fault.contains(path));
    }
  }

  @Test
  void rulesThatCannotBeReadAreAFault() {
    assertThatThrownBy(() -> wired(new Configuration(), BROKERS, "--rules", folder.toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--rules: cannot read " + folder);
  }

  @Test
  void theHomeCurrencyReplacesThatOfTheRules() {
    assertThat(
            StartRules.of(JobSettings.parse(BROKERS, "--home-currency=VND"))
                .defaultSegment()
                .homeCurrency())
        .isEqualTo("VND");
  }

  private static StreamExecutionEnvironment wired(Configuration cluster, String... args) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    HealthJob.wire(env, JobSettings.parse(args));
    return env;
  }
}
