package dev.customerhealth.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user's tools ask of a JobManager. Times out rather than waits for ever. */
public final class FlinkRest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The job's main method runs within the request. */
  private static final Duration PATIENCE_WITH_A_JOB = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAUSE = "Caused by: ";

  /** A job that the cluster knows. */
  public record Job(String id, String name, String state) {

    public boolean hasEnded() {
      return List.of("FINISHED", "CANCELED", "FAILED").contains(state);
    }
  }

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param address such as {@code http://localhost:8081}
   */
  public FlinkRest(String address) {
    this.address = address;
  }

  /** Numbers of TaskManagers, slots and jobs. */
  public JsonNode overview() throws IOException, InterruptedException {
    return get("/overview");
  }

  public List<Job> jobs() throws IOException, InterruptedException {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(job.path("jid").asText(), job.path("name").asText(), job.path("state").asText()));
    }
    return jobs;
  }

  /**
   * Hands a jar in.
   *
   * @return the id that the cluster gives it
   */
  public String upload(Path jar) throws IOException, InterruptedException {
    String boundary = "customer-health-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
            .formatted(boundary, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    HttpRequest request =
        to("/jars/upload")
            .timeout(PATIENCE_WITH_A_JOB)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build();
    String file = answer(request).path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Runs the main class of a jar.
   *
   * @param savepoint where the job goes on from; null: from nothing
   * @return the job's id
   */
  public String run(String jarId, List<String> args, @Nullable String savepoint)
      throws IOException, InterruptedException {
    ObjectNode wish = JSON.createObjectNode();
    args.forEach(wish.putArray("programArgsList")::add);
    if (savepoint != null) {
      wish.put("savepointPath", savepoint);
    }
    return post("/jars/" + jarId + "/run", wish).path("jobid").asText();
  }

  public void delete(String jarId) throws IOException, InterruptedException {
    answer(to("/jars/" + jarId).timeout(PATIENCE).DELETE().build());
  }

  /**
   * Stops a job with everything committed.
   *
   * @return the path of the savepoint
   */
  public String stopWithSavepoint(String jobId) throws IOException, InterruptedException {
    ObjectNode wish = JSON.createObjectNode().put("drain", false).put("formatType", "CANONICAL");
    String trigger = post("/jobs/" + jobId + "/stop", wish).path("request-id").asText();
    while (true) {
      JsonNode state = get("/jobs/" + jobId + "/savepoints/" + trigger);
      if (state.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = state.path("operation");
        if (operation.has("failure-cause")) {
          throw new IOException(
              "no savepoint: " + reason(operation.path("failure-cause").path("stack-trace")));
        }
        return operation.path("location").asText();
      }
      Thread.sleep(100);
    }
  }

  /** What a path of the REST interface answers. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return answer(to(path).timeout(PATIENCE).GET().build());
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return answer(
        to(path)
            .timeout(PATIENCE_WITH_A_JOB)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(reason(JSON.readTree(response.body()).path("errors")));
    }
    return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
  }

  /** The innermost cause of a stack trace that arrives as text. */
  static String reason(JsonNode errors) {
    String text = errors.isArray() ? errors.path(errors.size() - 1).asText() : errors.asText();
    List<String> lines = text.lines().map(String::strip).toList();
    String first = lines.isEmpty() ? "no reason given" : lines.get(0);
    return lines.stream()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(CAUSE.length()))
        .orElse(first)
        .replaceFirst("^([a-z0-9]+\\.)+([A-Za-z$]+: )?", "");
  }
}
