package dev.customerhealth.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.bench.run.RunResult;
import dev.customerhealth.bench.run.Wire;
import dev.customerhealth.bench.state.StateSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an interrupted call has left behind, for the next one to go on from. */
public record Earlier(
    double seconds,
    int calls,
    @Nullable StateSizes state,
    Map<String, List<RunResult>> runs,
    List<Latency> latencies) {

  public static final Earlier NOTHING = new Earlier(0, 0, null, Map.of(), List.of());

  public static Earlier read(Path file) throws IOException {
    JsonNode all = Wire.tree(Files.readString(file));
    Map<String, List<RunResult>> runs = new LinkedHashMap<>();
    for (JsonNode one : all.path("measured")) {
      List<RunResult> known = new ArrayList<>();
      one.path("runs").forEach(run -> known.add(Wire.read(run.toString(), RunResult.class)));
      runs.put(
          key(
              one.path("part").asText(),
              one.path("contestant").asText(),
              one.path("load").asText(),
              one.path("parallelism").asInt()),
          known);
    }
    List<Latency> latencies = new ArrayList<>();
    all.path("latencies").forEach(one -> latencies.add(Wire.read(one.toString(), Latency.class)));
    return new Earlier(
        all.path("seconds").asDouble(),
        all.path("calls").asInt(),
        all.path("state").isObject()
            ? Wire.read(all.path("state").toString(), StateSizes.class)
            : null,
        runs,
        latencies);
  }

  List<RunResult> runsOf(Suite.Entry entry) {
    return runs.getOrDefault(
        key(entry.part(), entry.contestant().key(), entry.load().prefix(), entry.parallelism()),
        List.of());
  }

  private static String key(String part, String contestant, String load, int parallelism) {
    return String.join(" ", part, contestant, load, Integer.toString(parallelism));
  }
}
