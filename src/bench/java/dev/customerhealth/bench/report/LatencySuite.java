package dev.customerhealth.bench.report;

import dev.customerhealth.bench.rival.Contestant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Latency at half of what the job can do. The job and the pass-through each have a JVM, both warm,
 * and events are sent to the one and to the other in turn, a pair of windows each time.
 */
final class LatencySuite {

  /**
   * What runs at the same time.
   *
   * @param bound out-of-orderness
   * @param checkpoints as often as scores should become visible; a long bound has the default, for
   *     what waits goes to state at each of them
   */
  record Part(
      List<Contestant> contestants, boolean exactlyOnce, Duration bound, Duration checkpoints) {}

  static final List<Part> PARTS =
      List.of(
          new Part(
              List.of(Contestant.PASS_THROUGH, Contestant.JOB),
              false,
              Duration.ZERO,
              Duration.ofSeconds(10)),
          new Part(
              List.of(Contestant.PASS_THROUGH, Contestant.JOB),
              true,
              Duration.ZERO,
              Duration.ofSeconds(1)),
          new Part(List.of(Contestant.JOB), false, Duration.ofSeconds(2), Duration.ofSeconds(10)));

  private static final double HALF = 0.5;
  private static final int CUSTOMERS = 100_000;

  /** Windows' worth that only warm up. */
  private static final int WARM_UP = 4;

  private static final double START_SECONDS = 10;

  private final String bootstrapServers;
  private final int eventsPerSecond;
  private final int seconds;
  private final int pairs;
  private final Progress progress;

  LatencySuite(
      String bootstrapServers, double mostPerSecond, int seconds, int pairs, Progress progress) {
    this.bootstrapServers = bootstrapServers;
    this.eventsPerSecond = Math.max(1, (int) (mostPerSecond * HALF));
    this.seconds = seconds;
    this.pairs = pairs;
    this.progress = progress;
  }

  static boolean isIn(Part part, List<Latency> latencies) {
    return latencies.stream()
        .anyMatch(
            one ->
                one.exactlyOnce() == part.exactlyOnce()
                    && one.boundMillis() == part.bound().toMillis());
  }

  static double expectedSeconds(int seconds, int pairs) {
    return seconds == 0
        ? 0
        : PARTS.stream()
            .mapToDouble(
                part ->
                    part.contestants().size()
                        * (START_SECONDS + (double) seconds * (WARM_UP + pairs)))
            .sum();
  }

  List<Latency> measure(Part part) throws Exception {
    List<LatencyRun> runs = new ArrayList<>();
    try {
      for (Contestant contestant : part.contestants()) {
        runs.add(LatencyRun.start(bootstrapServers, contestant, part, CUSTOMERS, eventsPerSecond));
      }
      for (LatencyRun run : runs) {
        run.window(WARM_UP * seconds);
      }
      List<List<Latency.Window>> windows = new ArrayList<>();
      runs.forEach(run -> windows.add(new ArrayList<>()));
      for (int pair = 1; pair <= pairs; pair++) {
        for (int i = 0; i < runs.size(); i++) {
          windows.get(i).add(runs.get(i).window(seconds));
        }
      }
      List<Latency> latencies = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        Latency latency = runs.get(i).end(windows.get(i));
        latencies.add(latency);
        progress.say(
            "latency of %s, %s, bound %d ms, at %,d events/s: p50 %.0f, p99 %.0f, p99.9 %.0f ms",
            latency.contestant().label(),
            latency.exactlyOnce() ? "exactly-once" : "at-least-once",
            latency.boundMillis(),
            latency.eventsPerSecond(),
            latency.spread(one -> one.appended().p50()).median(),
            latency.spread(one -> one.appended().p99()).median(),
            latency.spread(one -> one.appended().p999()).median());
      }
      return latencies;
    } finally {
      for (LatencyRun run : runs) {
        run.close();
      }
    }
  }
}
