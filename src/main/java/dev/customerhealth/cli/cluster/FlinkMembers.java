package dev.customerhealth.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The command lines of JobManager and TaskManagers, as Flink's own scripts make them: {@code
 * config.yaml} from the folder, what differs on this machine as {@code -D}, memory split up by
 * Flink's own arithmetic.
 */
final class FlinkMembers {

  private static final String JOB_MANAGER_MAIN =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER_MAIN =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final FlinkLib lib;
  private final Configuration configuration;

  FlinkMembers(ClusterFolder folder, ClusterSettings settings, FlinkLib lib) {
    this.folder = folder;
    this.settings = settings;
    this.lib = lib;
    this.configuration =
        GlobalConfiguration.loadConfiguration(
            folder.conf().toString(), Configuration.fromMap(overrides()));
  }

  Member jobManager() {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    return new Member(
        Member.JOB_MANAGER,
        command(
            Member.JOB_MANAGER,
            JobManagerProcessUtils.generateJvmParametersStr(memory, configuration),
            CoreOptions.FLINK_JM_JVM_OPTIONS,
            JOB_MANAGER_MAIN,
            JobManagerProcessUtils.generateDynamicConfigsStr(memory)),
        settings.zooKeeperPort());
  }

  /**
   * One of several alike.
   *
   * @param number from 1
   */
  Member taskManager(int number) {
    String name = Member.TASK_MANAGER + number;
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    return new Member(
        name,
        command(
            name,
            ProcessMemoryUtils.generateJvmParametersStr(memory),
            CoreOptions.FLINK_TM_JVM_OPTIONS,
            TASK_MANAGER_MAIN,
            TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)),
        settings.zooKeeperPort());
  }

  /** Flink's command line for this cluster, up to its own arguments. */
  List<String> client(String main, String name) {
    List<String> command = new ArrayList<>(List.of(Launch.java()));
    command.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
    command.addAll(logging(name));
    command.addAll(List.of("-cp", lib.classPath(), main));
    return command;
  }

  /**
   * The lines of a {@code config.yaml} for it: REST alone leads to the cluster, for a client that
   * knows of high availability would look for the leader itself.
   */
  List<String> clientConfiguration() {
    Map<String, String> settings = new TreeMap<>(configuration.toMap());
    settings.keySet().removeIf(key -> key.startsWith("high-availability"));
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + ": '" + setting.getValue().replace("'", "''") + "'")
        .toList();
  }

  private List<String> command(
      String name,
      String memoryFlags,
      ConfigOption<String> flags,
      String main,
      String memorySettings) {
    List<String> command = new ArrayList<>(List.of(Launch.java()));
    command.addAll(words(memoryFlags));
    for (ConfigOption<String> option :
        List.of(CoreOptions.FLINK_DEFAULT_JVM_OPTIONS, CoreOptions.FLINK_JVM_OPTIONS, flags)) {
      command.addAll(words(configuration.get(option)));
    }
    command.addAll(logging(name));
    command.addAll(List.of("-cp", lib.classPath(), main));
    command.addAll(List.of("--configDir", folder.conf().toString()));
    command.addAll(words(memorySettings));
    overrides().forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
    return command;
  }

  private List<String> logging(String name) {
    return List.of(
        "-Dlog.file=" + folder.log(name),
        "-Dlog4j.configurationFile=" + folder.conf().resolve("log4j.properties").toUri());
  }

  /** Addresses and folders of this machine; what was asked for wins. */
  private Map<String, String> overrides() {
    Map<String, String> here = new TreeMap<>();
    Stream.of("jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host")
        .forEach(key -> here.put(key, "localhost"));
    here.put("jobmanager.rpc.address", "localhost");
    here.put("jobmanager.rpc.port", Integer.toString(settings.rpcPort()));
    here.put("rest.address", "localhost");
    here.put("rest.bind-address", "localhost");
    here.put("rest.port", Integer.toString(settings.restPort()));
    here.put("rest.bind-port", Integer.toString(settings.restPort()));
    here.put("io.tmp.dirs", folder.data("tmp").toString());
    here.put("state.backend.rocksdb.log.dir", folder.data("rocksdb-logs").toString());
    here.put("web.upload.dir", folder.data("uploads").toString());
    here.put("execution.checkpointing.dir", uri(folder.checkpoints()));
    here.put("execution.checkpointing.savepoint-dir", uri(folder.savepoints()));
    // Of a desk, not of a data centre.
    here.put("jobmanager.memory.process.size", "1g");
    here.put("taskmanager.memory.process.size", "1600m");
    if (settings.isHighlyAvailable()) {
      here.put("high-availability.type", "zookeeper");
      here.put("high-availability.zookeeper.quorum", settings.zooKeeperQuorum());
      here.put("high-availability.storageDir", uri(folder.data("high-availability")));
      here.put("high-availability.cluster-id", "/customer-health");
      here.put("high-availability.zookeeper.client.session-timeout", "10 s");
      here.put("zookeeper.sasl.disable", "true");
    }
    here.putAll(settings.overrides());
    return here;
  }

  private static String uri(Path path) {
    // A folder's own URI ends in a slash only when it is there already.
    return "file://" + path.toUri().getPath().replaceAll("/$", "");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
