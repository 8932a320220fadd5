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
import dev.customerhealth.bench.state.BundledPurchases;
import dev.customerhealth.bench.state.CopiedLives;
import dev.customerhealth.bench.state.StateSizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries a suite out: each pair runs all entries, one after the other, each contestant in a JVM of
 * its own that stays.
 */
public final class SuiteRun {

  /** Is given everything that is known, after each step. */
  public interface Keeper {
    void keep(Report report) throws IOException;
  }

  private static final int BROKER_HEAP_MIB = 1_024;

  /** Counting more takes too much memory. */
  private static final int MOST_COUNTED = 1_000_000;

  private static final Duration NO_CHECKPOINTS = Duration.ofMinutes(10);

  /** The median of a customer's value where it was not counted: docs/state.md. */
  private static final int TYPICAL_VALUE_BYTES = 164;

  private final Suite suite;
  private final boolean exactlyOnce;
  private final @Nullable String profile;
  private final String command;
  private final Earlier earlier;
  private final Keeper keeper;
  private final Progress progress;
  private final Runner runner = new Runner();
  private final Map<String, Object> machine = Machine.describe();
  private final Map<Suite.Entry, List<RunResult>> results = new LinkedHashMap<>();
  private final Map<Suite.Entry, String> prepared = new HashMap<>();
  private final Set<Contestant> warm = EnumSet.noneOf(Contestant.class);
  private final List<Latency> latencies = new ArrayList<>();
  private @Nullable StateSizes state;

  /**
   * @param profile folder for a profile of each run; null: none is made
   * @param earlier what needs not be done again
   */
  public SuiteRun(
      Suite suite,
      boolean exactlyOnce,
      PrintWriter err,
      @Nullable String profile,
      String command,
      Earlier earlier,
      Keeper keeper) {
    this.suite = suite;
    this.exactlyOnce = exactlyOnce;
    this.profile = profile;
    this.command = command;
    this.earlier = earlier;
    this.keeper = keeper;
    this.progress = new Progress(err);
    this.state = earlier.state();
    suite.entries().forEach(entry -> results.put(entry, new ArrayList<>(earlier.runsOf(entry))));
    latencies.addAll(earlier.latencies());
  }

  public Report run() throws Exception {
    if (suite.stateSizes() && state == null) {
      countState();
    }
    try (ChildJvm broker = ChildJvm.start(BrokerProcess.class, BROKER_HEAP_MIB);
        WorkFolder savepoints = WorkFolder.create();
        runner) {
      String bootstrapServers = broker.line();
      for (Load load : loadsToRun()) {
        fill(bootstrapServers, load, savepoints);
      }
      for (int pair = 1; pair <= suite.pairs(); pair++) {
        for (Suite.Entry entry : suite.entries()) {
          if (runs(entry).size() < pair) {
            warmUp(bootstrapServers, entry);
            measure(bootstrapServers, entry, pair);
            keep();
          }
        }
        progress.sayLeft(secondsLeft());
      }
      measureLatency(bootstrapServers);
    }
    Report report = report(true);
    keeper.keep(report);
    return report;
  }

  private void countState() throws Exception {
    progress.say("reading two years of the bundled purchases, to count the bytes of a customer");
    state = BundledPurchases.sizes();
    progress.say(
        "  %,d customers: median %d bytes, p99 %d, everything included",
        state.customers(), state.median(), state.p99());
    keep();
  }

  private List<Load> loadsToRun() {
    return suite.entries().stream()
        .filter(entry -> runs(entry).size() < suite.pairs())
        .map(Suite.Entry::load)
        .distinct()
        .toList();
  }

  private void fill(String bootstrapServers, Load load, WorkFolder savepoints) throws Exception {
    Load.Past past = load.past();
    Filling.create(bootstrapServers, load);
    if (past != null) {
      Filling.sendPast(bootstrapServers, load, past);
      List<Suite.Entry> resumed =
          suite.entries().stream()
              .filter(one -> one.load().equals(load) && one.isResumed())
              .filter(one -> runs(one).size() < suite.pairs())
              .toList();
      if (!resumed.isEmpty()) {
        prepare(bootstrapServers, load, past, resumed, savepoints.sub(load.prefix()));
      }
    }
    progress.say("sending %,d events of %,d customers", load.events(), load.customers());
    Filling.sendRest(bootstrapServers, load);
  }

  /** The state that the job is measured with, made once for all pairs. */
  private void prepare(
      String bootstrapServers,
      Load load,
      Load.Past past,
      List<Suite.Entry> resumed,
      Path savepoints)
      throws Exception {
    progress.say("living through the past of %,d customers", past.customers());
    RunResult lived =
        runner.run(
            RunSpec.past(
                load,
                past,
                Terms.drain(bootstrapServers, load, Load.PARTITIONS, exactlyOnce),
                savepoints.resolve("past").toString()));
    progress.say(
        "  %,d events/s; copying their lives to %,d customers",
        Math.round(lived.rate()), load.customers());
    Path copied = savepoints.resolve("copied");
    CopiedLives.copy(
        Objects.requireNonNull(lived.savepoint()), copied, past.customers(), load.customers());
    if (load.customers() <= MOST_COUNTED) {
      StateSizes sizes = StateSizes.of(copied.toUri().toString());
      progress.say(
          "  %,d customers: median %d bytes, p99 %d",
          sizes.customers(), sizes.median(), sizes.p99());
    }
    Filling.sendTick(bootstrapServers, load, past.copied());
    for (Suite.Entry entry : resumed) {
      progress.say(
          "  taking these over, %,d MB, p=%d",
          WorkFolder.bytes(copied) / 1_000_000, entry.parallelism());
      prepared.put(entry, settle(bootstrapServers, entry, past, copied, savepoints));
    }
    WorkFolder.delete(copied);
    WorkFolder.delete(savepoints.resolve("past"));
  }

  /**
   * With the subtasks that will go on from it, so that no run begins with putting the state of
   * other subtasks together.
   */
  private String settle(
      String bootstrapServers, Suite.Entry entry, Load.Past past, Path copied, Path savepoints)
      throws Exception {
    Terms terms =
        Terms.drain(bootstrapServers, entry.load(), entry.parallelism(), exactlyOnce)
            .checkpointed(NO_CHECKPOINTS);
    RunResult settled =
        runner.run(
            RunSpec.settle(
                entry.load(),
                past,
                terms,
                copied.toUri().toString(),
                savepoints.resolve("own-p" + entry.parallelism()).toString()));
    progress.say("  %,d MB of state", settled.stateBytes() / 1_000_000);
    return Objects.requireNonNull(settled.savepoint());
  }

  /** A run for nobody, for those who have not run yet. */
  private void warmUp(String bootstrapServers, Suite.Entry entry) throws Exception {
    if (suite.isWarm() && !warm.contains(entry.contestant())) {
      warm.add(entry.contestant());
      progress.say("warming up: %s", entry.contestant().label());
      runner.run(spec(bootstrapServers, entry).profiledTo(null));
    }
  }

  private void measure(String bootstrapServers, Suite.Entry entry, int pair) throws Exception {
    double begun = progress.seconds();
    RunResult result = runner.run(spec(bootstrapServers, entry));
    runs(entry).add(result);
    progress.took(entry, progress.seconds() - begun);
    progress.say(
        "%d/%d  %-27s %,11d customers p=%d %-8s %,10d events/s  %,8d events in %5.1f s (%.1f s in all)",
        pair,
        suite.pairs(),
        entry.contestant().label(),
        entry.load().customers(),
        entry.parallelism(),
        entry.load().skewed() ? "skewed" : "uniform",
        Math.round(result.rate()),
        result.events(),
        result.seconds(),
        progress.seconds() - begun);
  }

  private RunSpec spec(String bootstrapServers, Suite.Entry entry) {
    Terms terms = Terms.drain(bootstrapServers, entry.load(), entry.parallelism(), exactlyOnce);
    if (entry.isResumed()) {
      terms = terms.aligned(entry.load().span());
    }
    RunSpec spec =
        RunSpec.drain(entry.contestant(), entry.load(), terms)
            .valueOf(valueBytes())
            .profiledTo(profile == null ? null : profile + '/' + entry.profileName());
    return entry.isResumed() ? spec.resumed(Objects.requireNonNull(prepared.get(entry))) : spec;
  }

  private int valueBytes() {
    return suite.valueBytes() > 0
        ? suite.valueBytes()
        : state == null ? TYPICAL_VALUE_BYTES : Math.toIntExact(state.medianValue());
  }

  private void measureLatency(String bootstrapServers) throws Exception {
    if (suite.latencySeconds() == 0) {
      return;
    }
    double most =
        report(false).measured().stream()
            .filter(one -> one.contestant() == Contestant.JOB && one.load().skewed())
            .mapToDouble(one -> one.rate().median())
            .min()
            .orElseThrow(() -> new IllegalStateException("latency needs the job's rate"));
    LatencySuite suiteOfLatency =
        new LatencySuite(bootstrapServers, most, suite.latencySeconds(), suite.pairs(), progress);
    for (LatencySuite.Part part : LatencySuite.PARTS) {
      if (!LatencySuite.isIn(part, latencies)) {
        latencies.addAll(suiteOfLatency.measure(part));
        keep();
      }
    }
  }

  private double secondsLeft() {
    return suite.entries().stream()
            .mapToDouble(
                entry -> Math.max(0, suite.pairs() - runs(entry).size()) * progress.expected(entry))
            .sum()
        + LatencySuite.expectedSeconds(suite.latencySeconds(), suite.pairs());
  }

  private void keep() throws IOException {
    keeper.keep(report(false));
  }

  private Report report(boolean isComplete) {
    List<Measured> measured =
        suite.entries().stream()
            .map(
                entry ->
                    new Measured(
                        entry.part(),
                        entry.contestant(),
                        entry.load(),
                        entry.parallelism(),
                        List.copyOf(runs(entry))))
            .toList();
    return new Report(
        machine,
        command,
        isComplete,
        earlier.seconds() + progress.seconds(),
        earlier.calls() + 1,
        state,
        measured,
        Ratios.of(suite, results, state, latencies),
        List.copyOf(latencies));
  }

  private List<RunResult> runs(Suite.Entry entry) {
    return Objects.requireNonNull(results.get(entry));
  }
}
