package dev.customerhealth.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker and controller in this JVM, listening on the loopback address only. Its data is in
 * a temporary folder that is deleted on {@link #close()} or, at the latest, when the JVM ends;
 * unless it was given one to keep.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** For a port that the operating system chooses. */
  public static final int ANY_PORT = 0;

  /** Together half a minute. */
  private static final int LEADER_ATTEMPTS = 150;

  private static final long LEADER_WAIT_MILLIS = 200;

  private final KafkaRaftServer server;
  private final BrokerFolder folder;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::stop, "embedded-kafka-stop");

  private EmbeddedKafka(KafkaRaftServer server, BrokerFolder folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a broker on any free port. */
  public static EmbeddedKafka start() throws IOException {
    return start(ANY_PORT);
  }

  /**
   * Starts a broker on a given port.
   *
   * @param port 1 to 65535, or {@link #ANY_PORT}
   * @throws BindException if something else listens on that port; its message names the port
   */
  public static EmbeddedKafka start(int port) throws IOException {
    return start(port, Map.of());
  }

  /**
   * Starts a broker that differs from ours, for example in its security.
   *
   * @param overrides broker properties that win over ours
   * @throws BindException if something else listens on that port; its message names the port
   */
  public static EmbeddedKafka start(int port, Map<String, String> overrides) throws IOException {
    return start(port, overrides, BrokerFolder.create());
  }

  /**
   * Starts a broker with data that outlives it: that of an earlier one in the same folder, if any.
   *
   * @param data made if it is not there
   * @throws BindException if something else listens on that port; its message names the port
   */
  public static EmbeddedKafka startIn(Path data, int port) throws IOException {
    return start(port, Map.of(), BrokerFolder.keeping(data));
  }

  private static EmbeddedKafka start(int port, Map<String, String> overrides, BrokerFolder folder)
      throws IOException {
    int brokerPort;
    int controllerPort;
    try {
      brokerPort = FreePorts.exactly(port);
      controllerPort = FreePorts.any();
      folder.format();
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
    Map<String, String> properties = properties(brokerPort, controllerPort, folder.path());
    properties.putAll(overrides);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    EmbeddedKafka kafka = new EmbeddedKafka(server, folder, brokerPort);
    Runtime.getRuntime().addShutdownHook(kafka.atExit);
    try {
      server.startup();
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
    return kafka;
  }

  /** Waits for as long as it runs. */
  public void awaitEnd() {
    server.awaitShutdown();
  }

  /** For a caller that closes it in time when the JVM ends, after those who still use it. */
  public EmbeddedKafka closedByItsOwner() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    return this;
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Where the data lies until {@link #close()}. */
  public Path dataFolder() {
    return folder.path();
  }

  /**
   * Creates the topics and waits until every partition can be written: a producer that comes
   * earlier is refused by some of them, and may then hold a batch back until its delivery times
   * out, two minutes later.
   */
  public void createTopics(Collection<NewTopic> topics) throws IOException {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      admin.createTopics(topics).all().get();
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (NewTopic topic : topics) {
        for (int partition = 0; partition < topic.numPartitions(); partition++) {
          partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
      }
      awaitLeaders(admin, partitions);
    } catch (ExecutionException e) {
      throw new IOException("cannot create topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating topics", e);
    }
  }

  /**
   * Only a leader that is at work answers. The controller may have made topics of which the broker
   * has not heard yet: then the client gives up at once, and must be asked again.
   */
  private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
      throws ExecutionException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        admin.listOffsets(partitions).all().get();
        return;
      } catch (ExecutionException e) {
        boolean notHeardYet = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!notHeardYet || attempt == LEADER_ATTEMPTS) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(LEADER_WAIT_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook with it.
    }
  }

  private void stop() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      folder.delete();
    }
  }

  private static Map<String, String> properties(int port, int controllerPort, Path data) {
    Map<String, String> properties = new HashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(BrokerFolder.NODE_ID));
    properties.put(
        "controller.quorum.voters", BrokerFolder.NODE_ID + "@localhost:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("log.dirs", data.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("num.partitions", "1");
    // One broker holds every replica there is.
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Nobody else joins, so there is nobody to wait for.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Sized for a demo: preallocated, 10 MB per partition and 128 MB for compaction by default.
    properties.put("log.index.size.max.bytes", "1048576");
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    properties.put("controlled.shutdown.enable", "false");
    return properties;
  }
}
