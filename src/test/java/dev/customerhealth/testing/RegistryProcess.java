package dev.customerhealth.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/** Apicurio Registry as a process of its own, all in memory, and what a test asks of it. */
public final class RegistryProcess implements AutoCloseable {

  private static final Path HOME =
      Path.of(System.getProperty("apicurio.folder", "target/apicurio"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private RegistryProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one on any free port and waits until it answers.
   *
   * @param folder for its output
   */
  public static RegistryProcess start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    File log = folder.resolve("apicurio.log").toFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jar().toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    RegistryProcess registry = new RegistryProcess(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    registry.awaitAnswer(log);
    return registry;
  }

  public String url() {
    return "http://localhost:" + port + "/apis/ccompat/v7";
  }

  /** The id under which the schema stands from now on. */
  public int register(String subject, Schema schema) throws IOException, InterruptedException {
    return send("POST", "/subjects/" + subject + "/versions", Map.of("schema", schema.toString()))
        .get("id")
        .asInt();
  }

  /** From now on only what can read the version before is taken. */
  public void demandCompatibility(String subject) throws IOException, InterruptedException {
    send("PUT", "/config/" + subject, Map.of("compatibility", "BACKWARD"));
  }

  public Schema byId(int id) throws IOException, InterruptedException {
    return new Schema.Parser()
        .parse(send("GET", "/schemas/ids/" + id, null).get("schema").asText());
  }

  /** Connections are taken and nothing is answered any more, until {@link #goOn}. */
  public void hang() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("bash", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + ": " + code);
    }
  }

  private JsonNode send(String method, String path, Map<String, String> body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private void awaitAnswer(File log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        send("GET", "/subjects", null);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException("no registry:\n" + Files.readString(log.toPath()), e);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static Path jar() throws IOException {
    try (var files = Files.newDirectoryStream(HOME, "*-runner.jar")) {
      return files.iterator().next();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
