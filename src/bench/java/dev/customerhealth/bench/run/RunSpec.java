package dev.customerhealth.bench.run;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.rival.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a process is asked to measure.
 *
 * @param stopAtShare share of the load after which the run is stopped with a savepoint; 1: it goes
 *     to its end, 0: it is ended from outside
 * @param skippedEvents read by an earlier run, where this one goes on from
 * @param savepoint folder for a savepoint at the end; null: none is made
 * @param resumeFrom a savepoint to go on from; null: from the beginning
 * @param valueBytes size of a value in the RocksDB loop
 * @param profile file for a profile of the CPU; null: none is made
 */
public record RunSpec(
    Contestant contestant,
    Load load,
    Terms terms,
    double stopAtShare,
    long skippedEvents,
    @Nullable String savepoint,
    @Nullable String resumeFrom,
    int valueBytes,
    @Nullable String profile) {

  /**
   * Of the events that are measured, the first so many only warm the JVM up. What is said of a run
   * holds for the rest.
   */
  static final double WARM_UP = 0.4;

  /** Memory of RocksDB, in MiB; the same for everybody who runs in Flink, and for the loop. */
  public static final int MANAGED_MIB = 512;

  public static RunSpec drain(Contestant contestant, Load load, Terms terms) {
    return new RunSpec(contestant, load, terms, 1, 0, null, null, 0, null);
  }

  public RunSpec valueOf(int bytes) {
    return new RunSpec(
        contestant, load, terms, stopAtShare, skippedEvents, savepoint, resumeFrom, bytes, profile);
  }

  public RunSpec profiledTo(@Nullable String file) {
    return new RunSpec(
        contestant,
        load,
        terms,
        stopAtShare,
        skippedEvents,
        savepoint,
        resumeFrom,
        valueBytes,
        file);
  }

  public RunSpec stoppedAt(double share, String folder) {
    return new RunSpec(contestant, load, terms, share, 0, folder, null, valueBytes, profile);
  }

  public RunSpec resumed(RunResult earlier) {
    return new RunSpec(
        contestant, load, terms, 1, earlier.read(), null, earlier.savepoint(), valueBytes, profile);
  }

  /** The loop that begins where the job went on. */
  public RunSpec after(long events) {
    return new RunSpec(contestant, load, terms, 1, events, null, null, valueBytes, profile);
  }

  /** Until standard input ends. */
  public RunSpec live() {
    return new RunSpec(contestant, load, terms, 0, 0, null, null, valueBytes, profile);
  }

  long remainingEvents() {
    return load.events() - skippedEvents;
  }
}
