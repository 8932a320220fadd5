package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processes a cluster has, in the order in which they are started. */
final class Plan {

  private static final String ZOOKEEPER_MAIN =
      "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  private Plan() {}

  /** Writes what the processes read, too. */
  static List<Member> of(ClusterFolder folder, ClusterSettings settings, FlinkLib lib)
      throws IOException {
    List<Member> members = new ArrayList<>();
    if (settings.hasBroker()) {
      members.add(broker(folder, settings));
    }
    if (settings.isHighlyAvailable()) {
      members.add(zooKeeper(folder, settings, lib));
    }
    FlinkMembers flink = new FlinkMembers(folder, settings, lib);
    members.add(flink.jobManager());
    for (int number = 1; number <= settings.taskManagers(); number++) {
      members.add(flink.taskManager(number));
    }
    return members;
  }

  /** The names only, for those who look at a cluster from outside. */
  static List<String> names(ClusterSettings settings) {
    List<String> names = new ArrayList<>(List.of(Member.SUPERVISOR));
    if (settings.hasBroker()) {
      names.add(Member.BROKER);
    }
    if (settings.isHighlyAvailable()) {
      names.add(Member.ZOOKEEPER);
    }
    names.add(Member.JOB_MANAGER);
    for (int number = 1; number <= settings.taskManagers(); number++) {
      names.add(Member.TASK_MANAGER + number);
    }
    return names;
  }

  private static Member broker(ClusterFolder folder, ClusterSettings settings) {
    return new Member(
        Member.BROKER,
        BrokerProcess.command(
            folder.data(Member.BROKER), settings.brokerPort(), folder.log(Member.BROKER)));
  }

  /** Flink brings a ZooKeeper for just this; its script starts the same class. */
  private static Member zooKeeper(ClusterFolder folder, ClusterSettings settings, FlinkLib lib)
      throws IOException {
    Path data = Files.createDirectories(folder.data(Member.ZOOKEEPER));
    Path configuration = folder.conf().resolve("zoo.cfg");
    Files.writeString(
        configuration,
        """
        tickTime=2000
        dataDir=%s
        clientPort=%d
        clientPortAddress=localhost
        admin.enableServer=false
        server.1=localhost:2888:3888
        """
            .formatted(data, settings.zooKeeperPort()));
    return new Member(
        Member.ZOOKEEPER,
        List.of(
            Launch.java(),
            "-Xmx128m",
            "-Dlog.file=" + folder.log(Member.ZOOKEEPER),
            "-Dlog4j.configurationFile=" + folder.conf().resolve("log4j.properties").toUri(),
            "-cp",
            lib.classPath(),
            ZOOKEEPER_MAIN,
            "--zkConfigFile",
            configuration.toString(),
            "--peerId",
            "1"));
  }
}
