package dev.customerhealth.bench.report;

import static dev.customerhealth.bench.rival.Contestant.CEP;
import static dev.customerhealth.bench.rival.Contestant.DECODE;
import static dev.customerhealth.bench.rival.Contestant.JOB;
import static dev.customerhealth.bench.rival.Contestant.PASS_THROUGH;
import static dev.customerhealth.bench.rival.Contestant.ROCKSDB;
import static dev.customerhealth.bench.rival.Contestant.SLIDING;
import static dev.customerhealth.bench.rival.Contestant.SQL;
import static dev.customerhealth.bench.rival.Contestant.STREAMS;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured in one call.
 *
 * @param entries in the order in which each pair runs them
 * @param wanted ratios, with the targets that were set for them
 * @param pairs how often all of it is done
 * @param latencySeconds for how long events are sent; 0: latency is not measured
 */
public record Suite(
    List<Entry> entries, List<Wanted> wanted, int pairs, int latencySeconds, int valueBytes) {

  /** Of a load that is prepared, so much is left to be measured. */
  private static final double MEASURED_SHARE = 0.15;

  /**
   * One contestant under one load.
   *
   * @param prepared whether the job begins with the state of the first part of the load, which is
   *     made once; for the loop: whether it is filled as much before it is measured
   */
  public record Entry(
      String part, Contestant contestant, Load load, int parallelism, boolean prepared) {

    double preparedShare() {
      return prepared ? 1 - MEASURED_SHARE : 0;
    }
  }

  /** The rate of one entry over that of another. */
  public record Wanted(String name, Entry of, Entry over, double target) {}

  /** Main ratios in less than a minute. */
  public static Suite quick(Set<Contestant> only) {
    Load load = Load.of(50_000, 150_000, 7, true);
    Builder suite = new Builder(only);
    Entry job = suite.add("quick", JOB, load, 2, false);
    suite.compare(job, PASS_THROUGH, .40);
    suite.compare(job, ROCKSDB, 1.0);
    suite.compare(job, STREAMS, 1.5);
    return suite.build(1, 0);
  }

  /** The same measurements as quick with everybody, at the size that is asked for. */
  public static Suite custom(Set<Contestant> only, Load load, int parallelism, int pairs) {
    Builder suite = new Builder(only);
    Entry job = suite.add("custom", JOB, load, parallelism, false);
    for (Contestant other : Contestant.values()) {
      if (other != JOB) {
        suite.compare(job, other, 0);
      }
    }
    return suite.build(pairs, 0);
  }

  /** Everything that the issue asks for. */
  public static Suite full(Set<Contestant> only) {
    Builder suite = new Builder(only);
    for (boolean skewed : new boolean[] {true, false}) {
      Load million = Load.of(1_000_000, 1_800_000, 7, skewed);
      for (int parallelism = 1; parallelism <= 2; parallelism++) {
        Entry job = suite.add("throughput", JOB, million, parallelism, true);
        suite.compare(job, DECODE, 0);
        suite.compare(job, PASS_THROUGH, skewed ? .40 : .25);
        suite.compare(job, ROCKSDB, skewed ? 1.0 : .55);
      }
    }
    // Rivals run on less where they would take hours; a small state is their advantage.
    Load rivals = Load.of(100_000, 300_000, 7, true);
    Entry job = suite.add("rivals", JOB, rivals, 2, false);
    suite.compare(job, STREAMS, 1.5);
    suite.compare(job, SLIDING, Load.of(6_700, 20_000, 7, true), 100);
    suite.compare(job, SQL, Load.of(20_000, 60_000, 7, true), 5);
    suite.compare(job, CEP, Load.of(20_000, 60_000, 7, true), 20);
    return suite.build(5, 30);
  }

  /** How much slower everything becomes with a hundred times as many customers. */
  public static Suite scale(Set<Contestant> only) {
    Builder suite = new Builder(only);
    Load small = Load.of(100_000, 400_000, 7, false);
    Load large = Load.of(10_000_000, 11_800_000, 7, false);
    Entry jobSmall = suite.add("scale", JOB, small, 2, true);
    Entry jobLarge = suite.add("scale", JOB, large, 2, true);
    Entry loopSmall = suite.add("scale", ROCKSDB, small, 2, true);
    Entry loopLarge = suite.add("scale", ROCKSDB, large, 2, true);
    suite.want(new Wanted("job, 10 M over 100 k customers", jobLarge, jobSmall, 0));
    suite.want(new Wanted("RocksDB loop, 10 M over 100 k customers", loopLarge, loopSmall, 0));
    return suite.build(3, 0);
  }

  public Suite withPairs(int count) {
    return new Suite(entries, wanted, count, latencySeconds, valueBytes);
  }

  public Suite withLatency(int seconds) {
    return new Suite(entries, wanted, pairs, seconds, valueBytes);
  }

  public Suite withValueBytes(int bytes) {
    return new Suite(entries, wanted, pairs, latencySeconds, bytes);
  }

  private static final class Builder {

    /** The median of a customer's value: docs/state.md. */
    private static final int TYPICAL_VALUE_BYTES = 164;

    private final Set<Contestant> only;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();

    Builder(Set<Contestant> only) {
      this.only = only.isEmpty() ? EnumSet.allOf(Contestant.class) : only;
    }

    Entry add(String part, Contestant contestant, Load load, int parallelism, boolean prepared) {
      Entry entry = new Entry(part, contestant, load, parallelism, prepared);
      if (only.contains(contestant) && !entries.contains(entry)) {
        entries.add(entry);
      }
      return entry;
    }

    void compare(Entry job, Contestant other, double target) {
      compare(job, other, job.load(), target);
    }

    void compare(Entry job, Contestant other, Load load, double target) {
      boolean prepared = job.prepared() && other == ROCKSDB;
      Entry over = add(job.part(), other, load, job.parallelism(), prepared);
      String name =
          "job over "
              + other.label()
              + ", p="
              + job.parallelism()
              + (load.skewed() ? ", skewed" : ", uniform");
      want(new Wanted(name, job, over, target));
    }

    void want(Wanted ratio) {
      if (entries.contains(ratio.of()) && entries.contains(ratio.over())) {
        wanted.add(ratio);
      }
    }

    Suite build(int pairs, int latencySeconds) {
      return new Suite(
          List.copyOf(entries), List.copyOf(wanted), pairs, latencySeconds, TYPICAL_VALUE_BYTES);
    }
  }
}
