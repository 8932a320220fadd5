package dev.customerhealth.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;

/** Kafka Connect's standalone worker in this JVM, with the sinks of deploy/connect as they are. */
final class ConnectWorker implements AutoCloseable {

  private static final Path PLUGINS =
      Path.of(System.getProperty("connect.plugins", "target/connect-plugins"));

  private final Connect<StandaloneHerder> connect;

  private ConnectWorker(Connect<StandaloneHerder> connect) {
    this.connect = connect;
  }

  /**
   * @param secrets takes the place of the file on the worker's machine
   */
  static ConnectWorker start(String brokers, Path folder, Path secrets, List<Path> sinks)
      throws IOException {
    String[] files = new String[sinks.size() + 1];
    files[0] = ConnectFilesTest.FOLDER.resolve("worker.properties").toString();
    for (int i = 0; i < sinks.size(); i++) {
      files[i + 1] = copy(sinks.get(i), folder, secrets).toString();
    }
    Map<String, String> worker = settings();
    worker.put("bootstrap.servers", brokers);
    worker.put("plugin.path", PLUGINS.toAbsolutePath().toString());
    worker.put("offset.storage.file.filename", folder.resolve("offsets").toString());
    worker.put("listeners", "http://127.0.0.1:0");
    worker.put("plugin.discovery", "service_load");
    ConnectStandalone standalone = new ConnectStandalone(files);
    Connect<StandaloneHerder> connect = standalone.startConnect(worker);
    standalone.processExtraArgs(connect, Arrays.copyOfRange(files, 1, files.length));
    return new ConnectWorker(connect);
  }

  private static Map<String, String> settings() throws IOException {
    Properties file = new Properties();
    try (Reader reader =
        Files.newBufferedReader(ConnectFilesTest.FOLDER.resolve("worker.properties"))) {
      file.load(reader);
    }
    Map<String, String> settings = new HashMap<>();
    file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
    return settings;
  }

  private static Path copy(Path sink, Path folder, Path secrets) throws IOException {
    return Files.writeString(
        folder.resolve("worker-" + sink.getFileName()),
        Files.readString(sink).replace(SinkConfig.SECRETS, secrets.toString()));
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
