package dev.customerhealth.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;

/** Kafka Connect's standalone worker in this JVM, with the sinks of deploy/connect as they are. */
final class ConnectWorker implements AutoCloseable {

  private final Connect<StandaloneHerder> connect;

  private ConnectWorker(Connect<StandaloneHerder> connect) {
    this.connect = connect;
  }

  /**
   * @param secrets takes the place of the file on the worker's machine
   */
  static ConnectWorker start(String brokers, Path folder, Path secrets, List<String> sinks)
      throws IOException {
    String[] files = new String[sinks.size() + 1];
    files[0] = "worker.properties";
    for (int i = 0; i < sinks.size(); i++) {
      files[i + 1] = copy(sinks.get(i), folder, secrets).toString();
    }
    Map<String, String> worker = new HashMap<>();
    worker.put("bootstrap.servers", brokers);
    worker.put("offset.storage.file.filename", folder.resolve("offsets").toString());
    worker.put("offset.flush.interval.ms", "500");
    worker.put("listeners", "http://127.0.0.1:0");
    worker.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    worker.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    worker.put("plugin.path", Path.of("target", "connect-plugins").toAbsolutePath().toString());
    worker.put("plugin.discovery", "service_load");
    worker.put("config.providers", "file");
    worker.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    ConnectStandalone standalone = new ConnectStandalone(files);
    Connect<StandaloneHerder> connect = standalone.startConnect(worker);
    standalone.processExtraArgs(connect, java.util.Arrays.copyOfRange(files, 1, files.length));
    return new ConnectWorker(connect);
  }

  private static Path copy(String sink, Path folder, Path secrets) throws IOException {
    String text = Files.readString(ConnectFilesTest.FOLDER.resolve(sink));
    return Files.writeString(
        folder.resolve(sink), text.replace(SinkConfig.SECRETS, secrets.toString()));
  }

  /** What stopped a sink, for a failure message; empty while all is well. */
  String troubles() {
    StringBuilder troubles = new StringBuilder();
    for (String name : connect.herder().connectors()) {
      for (ConnectorStateInfo.TaskState task : connect.herder().connectorStatus(name).tasks()) {
        if (task.trace() != null && !task.trace().isEmpty()) {
          troubles.append(name).append(": ").append(task.trace());
        }
      }
    }
    return troubles.toString();
  }

  @Override
  public void close() {
    connect.stop();
    connect.awaitStop();
  }
}
