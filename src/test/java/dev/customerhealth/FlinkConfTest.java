package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** {@code flink-conf/config.yaml} says what docs/cluster.md promises, in words that Flink knows. */
class FlinkConfTest {

  private static final Path FOLDER = Path.of("flink-conf");
  private static final Path PAGE = Path.of("docs", "cluster.md");

  private final Configuration conf = GlobalConfiguration.loadConfiguration(FOLDER.toString());

  @Test
  void stateIsInRocksDbWithinManagedMemoryAndCheckpointsAreIncrementalAndKept() {
    assertThat(conf.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(conf.get(RocksDBOptions.USE_MANAGED_MEMORY)).isTrue();
    assertThat(conf.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(conf.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(conf.get(CheckpointingOptions.ENABLE_UNALIGNED)).isTrue();
    assertThat(conf.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(conf.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).startsWith("file:");
  }

  @Test
  void aFailedJobIsStartedAgainForEver() {
    assertThat(conf.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(conf.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(conf.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
        .isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  /** As long as a dead TaskManager counts as alive, each restart goes to it, and fails. */
  @Test
  void aDeadTaskManagerIsKnownBeforeAnotherCouldTakeItsPlace() {
    Duration known =
        conf.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL)
            .multipliedBy(conf.get(HeartbeatManagerOptions.HEARTBEAT_RPC_FAILURE_THRESHOLD));
    assertThat(known).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theMemoryAddsUp() {
    assertThat(JobManagerProcessUtils.processSpecFromConfig(conf).getTotalProcessMemorySize())
        .isNotNull();
    var taskManager = TaskExecutorProcessUtils.processSpecFromConfig(conf);
    assertThat(taskManager.getManagedMemorySize())
        .isGreaterThan(taskManager.getTotalFlinkMemorySize().divide(3));
    assertThat(taskManager.getTaskHeapSize().getMebiBytes()).isGreaterThan(512);
  }

  @Test
  void theFlagsOfJava17AreThoseOfRunAndTests() throws IOException {
    List<String> ours =
        Files.readAllLines(FOLDER.resolve("java17.args")).stream()
            .filter(line -> line.startsWith("--"))
            .toList();
    assertThat(conf.get(CoreOptions.FLINK_JVM_OPTIONS).split(" ")).containsExactlyElementsOf(ours);
  }

  /** A misspelt key is no fault to Flink: it only does nothing. */
  @Test
  void everyKeyIsOneThatFlinkReads() {
    Set<String> known = knownKeys();
    assertThat(known).hasSizeGreaterThan(300);
    assertThat(conf.keySet())
        .filteredOn(key -> !key.startsWith("metrics.reporter."))
        .allSatisfy(key -> assertThat(known).contains(key));
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(conf.keySet())
        .filteredOn(key -> !key.startsWith("metrics.") && !key.contains(".metrics."))
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static Set<String> knownKeys() {
    Set<String> keys = new TreeSet<>();
    new ClassFileImporter()
            .importPackages(
                "org.apache.flink.configuration",
                "org.apache.flink.state.rocksdb",
                "org.apache.flink.contrib.streaming.state")
            .stream()
            .filter(type -> type.getSimpleName().endsWith("Options"))
            .forEach(type -> keys.addAll(keys(type.reflect())));
    return keys;
  }

  private static List<String> keys(Class<?> options) {
    return Arrays.stream(options.getFields())
        .filter(field -> field.getType() == ConfigOption.class)
        .map(
            field -> {
              try {
                return ((ConfigOption<?>) field.get(null)).key();
              } catch (IllegalAccessException e) {
                throw new AssertionError(field + " cannot be read", e);
              }
            })
        .toList();
  }
}
