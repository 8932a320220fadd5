package dev.customerhealth.faults;

import dev.customerhealth.cli.FreePorts;
import dev.customerhealth.cli.cluster.BrokerProcess;
import dev.customerhealth.codec.Topic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process that the test may end and start again; its data stays. */
final class OwnBroker implements AutoCloseable {

  /** Of every topic that has more than one. */
  static final int PARTITIONS = 3;

  private final Path folder;
  private final int port;
  private Process process;

  private OwnBroker(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  static OwnBroker start(Path folder) throws IOException {
    return new OwnBroker(Files.createDirectories(folder), FreePorts.any());
  }

  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The topics of jobs with these prefixes. Nothing is compacted, so that all can be compared. */
  void createTopics(List<String> prefixes) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (String prefix : prefixes) {
      for (Topic topic : Topic.values()) {
        topics.add(
            new NewTopic(
                    topic.fullName(prefix), Math.min(PARTITIONS, topic.partitions()), (short) 1)
                .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete")));
      }
    }
    try (Admin admin =
        Admin.create(
            Map.of("bootstrap.servers", bootstrapServers(), "default.api.timeout.ms", 240_000))) {
      admin.createTopics(topics).all().get();
    }
  }

  void stopFor(Duration time) throws Exception {
    process.destroy();
    process.waitFor();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    process = launch();
  }

  private Process launch() throws IOException {
    File out = folder.resolve("broker.out").toFile();
    return new ProcessBuilder(
            BrokerProcess.command(folder.resolve("data"), port, folder.resolve("broker.log")))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
        .start();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
