package dev.customerhealth.bench.report;

import dev.customerhealth.bench.load.BrokerProcess;
import dev.customerhealth.bench.load.Filling;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.rival.Terms;
import dev.customerhealth.bench.run.ChildJvm;
import dev.customerhealth.bench.run.RunResult;
import dev.customerhealth.bench.run.RunSpec;
import dev.customerhealth.bench.run.Runner;
import dev.customerhealth.bench.run.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries a suite out: each pair runs all entries, one after the other, each in its own JVM. */
public final class SuiteRun {

  private static final int BROKER_HEAP_MIB = 1_024;
  private static final double HALF = 0.5;
  private static final int LATENCY_CUSTOMERS = 100_000;

  private final Suite suite;
  private final boolean exactlyOnce;
  private final PrintWriter err;
  private final @Nullable String profile;
  private final Map<Suite.Entry, List<RunResult>> results = new LinkedHashMap<>();
  private final Map<Load, RunResult> prepared = new HashMap<>();
  private final List<Latency> latencies = new ArrayList<>();

  /**
   * @param profile folder for a profile of each run; null: none is made
   */
  public SuiteRun(Suite suite, boolean exactlyOnce, PrintWriter err, @Nullable String profile) {
    this.suite = suite;
    this.exactlyOnce = exactlyOnce;
    this.err = err;
    this.profile = profile;
  }

  public Report run(String command) throws Exception {
    long started = System.nanoTime();
    try (ChildJvm broker = ChildJvm.start(BrokerProcess.class, BROKER_HEAP_MIB);
        WorkFolder savepoints = WorkFolder.create()) {
      String bootstrapServers = broker.line();
      fill(bootstrapServers);
      prepare(bootstrapServers, savepoints);
      for (int pair = 1; pair <= suite.pairs(); pair++) {
        for (Suite.Entry entry : suite.entries()) {
          measure(bootstrapServers, entry, pair);
        }
      }
      if (suite.latencySeconds() > 0) {
        measureLatency(bootstrapServers);
      }
    }
    return Report.of(command, (System.nanoTime() - started) / 1e9, measured(), ratios(), latencies);
  }

  private void fill(String bootstrapServers) throws IOException {
    for (Load load : suite.entries().stream().map(Suite.Entry::load).distinct().toList()) {
      say("sending %,d events of %,d customers", load.events(), load.customers());
      Filling.fill(bootstrapServers, load);
    }
  }

  /** The state that the job is measured with, made once for all parallelisms and pairs. */
  private void prepare(String bootstrapServers, WorkFolder savepoints) throws Exception {
    for (Suite.Entry entry : suite.entries()) {
      if (entry.prepared()
          && entry.contestant() == Contestant.JOB
          && !prepared.containsKey(entry.load())) {
        say("preparing the state of %,d customers", entry.load().customers());
        Terms terms = Terms.drain(bootstrapServers, entry.load(), Load.PARTITIONS, exactlyOnce);
        String folder = savepoints.sub(entry.load().prefix()).toString();
        RunResult made =
            Runner.run(
                RunSpec.drain(Contestant.JOB, entry.load(), terms)
                    .stoppedAt(entry.preparedShare(), folder));
        prepared.put(entry.load(), made);
        say(
            "  %,d events/s, %,d MB of state",
            Math.round(made.rate()), made.stateBytes() / 1_000_000);
      }
    }
  }

  private void measure(String bootstrapServers, Suite.Entry entry, int pair) throws Exception {
    Terms terms = Terms.drain(bootstrapServers, entry.load(), entry.parallelism(), exactlyOnce);
    RunSpec spec =
        RunSpec.drain(entry.contestant(), entry.load(), terms)
            .valueOf(suite.valueBytes())
            .profiledTo(
                profile == null
                    ? null
                    : profile + '/' + entry.contestant().key() + "-p" + entry.parallelism());
    if (entry.prepared()) {
      spec =
          entry.contestant() == Contestant.JOB
              ? spec.resumed(Objects.requireNonNull(prepared.get(entry.load())))
              : spec.after((long) (entry.load().events() * entry.preparedShare()));
    }
    RunResult result = Runner.run(spec);
    results.computeIfAbsent(entry, none -> new ArrayList<>()).add(result);
    say(
        "%d/%d  %-27s p=%d  %,10d events/s  %,8d events in %.1f s",
        pair,
        suite.pairs(),
        entry.contestant().label(),
        entry.parallelism(),
        Math.round(result.rate()),
        result.events(),
        result.seconds());
  }

  /** At half of what the job can do, both guarantees, the pass-through beside the job. */
  private void measureLatency(String bootstrapServers) throws Exception {
    double most =
        measured().stream()
            .filter(one -> one.contestant() == Contestant.JOB && one.load().skewed())
            .mapToDouble(one -> one.rate().median())
            .min()
            .orElseThrow(() -> new IllegalStateException("latency needs the job's rate"));
    int rate = (int) (most * HALF);
    for (boolean guarantee : new boolean[] {false, true}) {
      for (Contestant contestant : List.of(Contestant.PASS_THROUGH, Contestant.JOB)) {
        Latency latency =
            LatencyRun.measure(
                bootstrapServers,
                contestant,
                guarantee,
                LATENCY_CUSTOMERS,
                rate,
                suite.latencySeconds());
        latencies.add(latency);
        say("latency of %s at %,d events/s: %s", contestant.label(), rate, latency.appended());
      }
    }
  }

  private List<Measured> measured() {
    return results.entrySet().stream()
        .map(
            one ->
                new Measured(
                    one.getKey().part(),
                    one.getKey().contestant(),
                    one.getKey().load(),
                    one.getKey().parallelism(),
                    one.getValue()))
        .toList();
  }

  private List<Ratio> ratios() {
    return suite.wanted().stream()
        .map(
            wanted ->
                new Ratio(
                    wanted.name(), of(wanted.of()).rateOver(of(wanted.over())), wanted.target()))
        .toList();
  }

  private Measured of(Suite.Entry entry) {
    return new Measured(
        entry.part(),
        entry.contestant(),
        entry.load(),
        entry.parallelism(),
        results.getOrDefault(entry, List.of()));
  }

  private void say(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
    err.flush();
  }
}
