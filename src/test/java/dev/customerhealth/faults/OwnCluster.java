package dev.customerhealth.faults;

import dev.customerhealth.cli.FreePorts;
import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkRest;
import dev.customerhealth.cli.cluster.LocalCluster;
import dev.customerhealth.testing.AtExit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker and a cluster of two TaskManagers with a slot each, all of them processes of their own
 * that end with the test, however it ends.
 */
final class OwnCluster implements AutoCloseable {

  static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");

  private static final Path JAR =
      Path.of(System.getProperty("job.jar", "target/customer-health-0.1.0.jar"));

  private final OwnBroker broker;
  private final LocalCluster processes;
  private final ClusterSettings settings;

  private OwnCluster(OwnBroker broker, LocalCluster processes, ClusterSettings settings) {
    this.broker = broker;
    this.processes = processes;
    this.settings = settings;
  }

  /**
   * @param prefixes of the jobs whose topics are created
   * @param highlyAvailable with a ZooKeeper, so that a JobManager may die
   * @param overrides of {@code config.yaml}
   */
  static OwnCluster start(
      Path folder, List<String> prefixes, boolean highlyAvailable, Map<String, String> overrides)
      throws Exception {
    Map<String, String> ours = new HashMap<>(overrides);
    ours.put("taskmanager.numberOfTaskSlots", "1");
    OwnCluster all =
        new OwnCluster(
            OwnBroker.start(folder.resolve("broker")),
            new LocalCluster(new ClusterFolder(folder.resolve("cluster")), Path.of(".")),
            new ClusterSettings(
                TASK_MANAGERS.size(),
                FreePorts.any(),
                FreePorts.any(),
                0,
                highlyAvailable ? FreePorts.any() : 0,
                ours));
    AtExit.close(all);
    all.broker.createTopics(prefixes);
    all.processes.start(all.settings, System.out::println);
    return all;
  }

  OwnBroker broker() {
    return broker;
  }

  LocalCluster processes() {
    return processes;
  }

  /** With exactly-once, from the beginning of the topics, at a parallelism of two. */
  ClusterJob submit(String prefix, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--topic-prefix=" + prefix,
                "--group-id=" + prefix,
                "--transactional-id-prefix=" + prefix,
                "--parallelism=2",
                "--starting-offsets=earliest",
                "--delivery-guarantee=exactly-once",
                "--idleness=0",
                "--alignment-drift=30 d"));
    args.addAll(List.of(more));
    return ClusterJob.submit(new FlinkRest(settings.restAddress()), JAR, args);
  }

  @Override
  public void close() throws Exception {
    processes.stop(settings, true);
    broker.close();
  }
}
