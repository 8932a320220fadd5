package dev.customerhealth.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.HealthTopology;
import dev.customerhealth.cli.cluster.FlinkRest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A job on a cluster, seen over REST; the JobManager may be away for a while. */
record ClusterJob(FlinkRest rest, String id) {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long LOOK_MILLIS = 1_000;

  static ClusterJob submit(FlinkRest rest, Path jar, List<String> args) throws Exception {
    String uploaded = rest.upload(jar);
    ClusterJob job = new ClusterJob(rest, rest.run(uploaded, args, null));
    rest.delete(uploaded);
    return job;
  }

  /**
   * Until event time has come so far where outputs leave, so that nothing is on its way any more.
   */
  void awaitWatermark(long millis) throws Exception {
    await("event time " + millis, () -> watermarks().stream().allMatch(mark -> mark >= millis));
  }

  private List<Long> watermarks() throws IOException, InterruptedException {
    List<Long> marks = new ArrayList<>();
    for (JsonNode vertex : rest.get("/jobs/" + id).path("vertices")) {
      if (vertex.path("name").asText().startsWith(HealthTopology.OUTPUTS_UID)) {
        String path = "/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/watermarks";
        rest.get(path).forEach(mark -> marks.add(mark.path("value").asLong(Long.MIN_VALUE)));
      }
    }
    if (marks.isEmpty()) {
      throw new IOException("no watermarks yet");
    }
    return marks;
  }

  /**
   * Until a checkpoint was completed that began after this instant.
   *
   * @return how often the job went back to a checkpoint until then, since its JobManager began
   */
  int awaitCheckpointBegunAfter(long millis) throws Exception {
    AtomicInteger restored = new AtomicInteger();
    await(
        "a checkpoint",
        () -> {
          JsonNode checkpoints = rest.get("/jobs/" + id + "/checkpoints");
          restored.set(checkpoints.at("/counts/restored").asInt());
          return checkpoints.at("/latest/completed/trigger_timestamp").asLong() > millis;
        });
    return restored.get();
  }

  private void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException e) {
        // No JobManager at the moment.
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": not within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }
}
