package dev.customerhealth.bench.run;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.rival.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a process is asked to measure.
 *
 * @param before records that are read before what counts: the past of a load, by those who begin at
 *     its beginning
 * @param events records that count, the warm-up among them; 0: none, the process is ended from
 *     outside or by a tick
 * @param endMillis event time that has to reach every sink; 0: the process is ended from outside
 * @param savepoint folder for a savepoint at the end; null: none is made
 * @param canonical whether that can be read by others than RocksDB
 * @param resumeFrom a savepoint to go on from, which is used up; null: from the beginning
 * @param valueBytes size of a value in the RocksDB loop
 * @param profile file for a profile of the CPU; null: none is made
 */
public record RunSpec(
    Contestant contestant,
    Load load,
    Terms terms,
    long before,
    long events,
    long endMillis,
    @Nullable String savepoint,
    boolean canonical,
    @Nullable String resumeFrom,
    int valueBytes,
    @Nullable String profile) {

  /**
   * Of the records that are read, the first so many only warm the JVM up. What is said of a run
   * holds for the rest.
   */
  private static final double WARM_UP = 0.4;

  /** Of those of the job that goes on from a savepoint: there are fewer, and it has more code. */
  private static final double WARM_UP_RESUMED = 0.5;

  /**
   * Memory of RocksDB, in MiB, as flink-conf/config.yaml gives it to a TaskManager: half of what 4
   * GiB leave; the same for everybody who runs in Flink, and for the loop.
   */
  public static final int MANAGED_MIB = 1_715;

  /** From the beginning to the end. */
  public static RunSpec drain(Contestant contestant, Load load, Terms terms) {
    return new RunSpec(
        contestant,
        load,
        terms,
        load.pastEvents(),
        load.events(),
        load.end().toEpochMilli(),
        null,
        false,
        null,
        0,
        null);
  }

  /** The job lives through the past of a load; a savepoint of that, to be copied. */
  public static RunSpec past(Load load, Load.Past past, Terms terms, String savepoint) {
    return new RunSpec(
        Contestant.JOB,
        load,
        terms,
        0,
        past.events(),
        past.end().toEpochMilli(),
        savepoint,
        true,
        null,
        0,
        null);
  }

  /** The job reads the copied savepoint and makes one of it as it makes them itself. */
  public static RunSpec settle(
      Load load, Load.Past past, Terms terms, String copied, String savepoint) {
    return new RunSpec(
        Contestant.JOB,
        load,
        terms,
        0,
        0,
        past.copied().toEpochMilli(),
        savepoint,
        false,
        copied,
        0,
        null);
  }

  /** From a savepoint to the end. */
  public RunSpec resumed(String from) {
    return new RunSpec(
        contestant,
        load,
        terms,
        0,
        events,
        endMillis,
        savepoint,
        canonical,
        from,
        valueBytes,
        profile);
  }

  /** Until standard input ends. */
  public RunSpec live() {
    return new RunSpec(contestant, load, terms, 0, 0, 0, null, false, null, valueBytes, profile);
  }

  public RunSpec valueOf(int bytes) {
    return new RunSpec(
        contestant,
        load,
        terms,
        before,
        events,
        endMillis,
        savepoint,
        canonical,
        resumeFrom,
        bytes,
        profile);
  }

  public RunSpec profiledTo(@Nullable String file) {
    return new RunSpec(
        contestant,
        load,
        terms,
        before,
        events,
        endMillis,
        savepoint,
        canonical,
        resumeFrom,
        valueBytes,
        file);
  }

  boolean isLive() {
    return endMillis == 0;
  }

  /**
   * None of a rival that is slow: its source has read nearly everything before a share of it is
   * worked off. Its JVM is warm from the run before.
   */
  long warmUpRecords() {
    if (contestant.isSlow()) {
      return 0;
    }
    return (long) (resumeFrom == null ? (before + events) * WARM_UP : events * WARM_UP_RESUMED);
  }
}
