package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a cluster on this machine was asked for, with the ports that it was given.
 *
 * @param taskManagers how many processes, 1 or more
 * @param restPort of the web UI and the REST interface
 * @param rpcPort at which TaskManagers find the JobManager when there is no ZooKeeper
 * @param brokerPort 0: no broker
 * @param zooKeeperPort 0: no ZooKeeper, and jobs are lost with the JobManager
 * @param overrides of {@code config.yaml}
 */
public record ClusterSettings(
    int taskManagers,
    int restPort,
    int rpcPort,
    int brokerPort,
    int zooKeeperPort,
    Map<String, String> overrides) {

  private static final String TASK_MANAGERS = "taskmanagers";
  private static final String REST = "port.rest";
  private static final String RPC = "port.rpc";
  private static final String BROKER = "port.broker";
  private static final String ZOOKEEPER = "port.zookeeper";
  private static final String OVERRIDE = "flink.";

  public ClusterSettings {
    overrides = Map.copyOf(overrides);
  }

  public boolean hasBroker() {
    return brokerPort != 0;
  }

  public boolean isHighlyAvailable() {
    return zooKeeperPort != 0;
  }

  public String restAddress() {
    return "http://localhost:" + restPort;
  }

  public String bootstrapServers() {
    return "localhost:" + brokerPort;
  }

  String zooKeeperQuorum() {
    return "localhost:" + zooKeeperPort;
  }

  void save(ClusterFolder folder) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(TASK_MANAGERS, Integer.toString(taskManagers));
    properties.setProperty(REST, Integer.toString(restPort));
    properties.setProperty(RPC, Integer.toString(rpcPort));
    properties.setProperty(BROKER, Integer.toString(brokerPort));
    properties.setProperty(ZOOKEEPER, Integer.toString(zooKeeperPort));
    overrides.forEach((name, value) -> properties.setProperty(OVERRIDE + name, value));
    try (Writer writer = Files.newBufferedWriter(folder.settings())) {
      properties.store(writer, "written by ./run cluster start");
    }
  }

  /**
   * Those of the cluster in a folder.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  public static ClusterSettings of(ClusterFolder folder) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.settings())) {
      properties.load(reader);
    }
    Map<String, String> overrides = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(OVERRIDE)) {
        overrides.put(name.substring(OVERRIDE.length()), properties.getProperty(name));
      }
    }
    return new ClusterSettings(
        number(properties, TASK_MANAGERS),
        number(properties, REST),
        number(properties, RPC),
        number(properties, BROKER),
        number(properties, ZOOKEEPER),
        overrides);
  }

  /** Whether a cluster runs in a folder, or was not stopped there. */
  public static boolean isIn(ClusterFolder folder) {
    return Files.isRegularFile(folder.settings());
  }

  private static int number(Properties properties, String name) {
    return Integer.parseInt(properties.getProperty(name));
  }
}
