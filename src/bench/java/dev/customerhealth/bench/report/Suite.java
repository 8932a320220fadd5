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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured in one call.
 *
 * @param name of the file with its results
 * @param entries in the order in which each pair runs them
 * @param wanted ratios, with the targets that were set for them
 * @param pairs how often all of it is done
 * @param latencySeconds for how long events are sent in each pair; 0: latency is not measured
 * @param stateSizes whether the bytes of a customer are counted first
 * @param valueBytes of the RocksDB loop; 0: as many as the median customer has
 */
public record Suite(
    String name,
    List<Entry> entries,
    List<Wanted> wanted,
    int pairs,
    int latencySeconds,
    boolean stateSizes,
    int valueBytes) {

  /** One contestant under one load. */
  public record Entry(String part, Contestant contestant, Load load, int parallelism) {

    /** Whether it goes on from the past of its load, instead of reading it. */
    boolean isResumed() {
      return contestant == JOB && load.past() != null;
    }

    /** Such as {@code job-1000000-skewed-p2}. */
    String profileName() {
      return "%s-%d-%s-p%d"
          .formatted(
              contestant.key(),
              load.customers(),
              load.skewed() ? "skewed" : "uniform",
              parallelism);
    }
  }

  /** The rates of some, multiplied, over those of others. */
  public record Wanted(String name, List<Entry> of, List<Entry> over, double target) {}

  /** Main ratios in less than a minute. */
  public static Suite quick(Set<Contestant> only) {
    Builder suite = new Builder(only, 1);
    Load load = suite.load(25_000, 80_000, 7, true);
    Entry job = suite.add("quick", JOB, load, 2);
    suite.compare(job, PASS_THROUGH, .40);
    suite.compare(job, ROCKSDB, 1.0);
    suite.compare(job, STREAMS, 1.5);
    return suite.build("quick", 1, 0, false);
  }

  /** The same measurements as quick with everybody, at the size that is asked for. */
  public static Suite custom(Set<Contestant> only, Load load, int parallelism, int pairs) {
    Builder suite = new Builder(only, 1);
    Entry job = suite.add("custom", JOB, load, parallelism);
    for (Contestant other : Contestant.values()) {
      if (other != JOB) {
        suite.compare(job, other, 0);
      }
    }
    return suite.build("custom", pairs, 0, false);
  }

  /**
   * Everything that the issue asks for but the ten million.
   *
   * @param shrink divides customers and events: to see that it works
   */
  public static Suite full(Set<Contestant> only, int shrink) {
    Builder suite = new Builder(only, shrink);
    for (boolean skewed : new boolean[] {true, false}) {
      // As often as before: 73 times a year.
      Load million =
          suite.load(1_000_000, 200_000, 1, skewed).after(suite.past(100_000, 200_000, 10));
      for (int parallelism = 1; parallelism <= 2; parallelism++) {
        Entry job = suite.add("throughput", JOB, million, parallelism);
        if (skewed && parallelism == 2) {
          suite.compare(job, DECODE, 0);
        }
        suite.compare(job, PASS_THROUGH, skewed ? .40 : .25);
        suite.compare(job, ROCKSDB, skewed ? 1.0 : .55);
      }
    }
    // Rivals run on less where they would take hours; a small state is their advantage.
    Entry job = suite.add("rivals", JOB, suite.load(50_000, 150_000, 7, true), 2);
    suite.compare(job, STREAMS, 1.5);
    suite.compare(job, SLIDING, suite.load(2_700, 8_000, 7, true), 100);
    suite.compare(job, SQL, suite.load(10_000, 30_000, 7, true), 5);
    suite.compare(job, CEP, suite.load(7_000, 20_000, 7, true), 20);
    return suite.build("full", 5, 5, true);
  }

  /**
   * How much slower everything becomes with a hundred times as many customers: equal events of as
   * many as there are, within equal time.
   */
  public static Suite scale(Set<Contestant> only, int shrink) {
    Builder suite = new Builder(only, shrink);
    Load.Past past = suite.past(100_000, 200_000, 10);
    Duration span = Duration.ofMinutes(144);
    Load small = suite.load(100_000, 200_000, 1, false).within(span).after(past);
    Load large = suite.load(10_000_000, 200_000, 1, false).within(span).after(past);
    Entry jobSmall = suite.add("scale", JOB, small, 2);
    Entry loopSmall = suite.add("scale", ROCKSDB, small, 2);
    Entry jobLarge = suite.add("scale", JOB, large, 2);
    Entry loopLarge = suite.add("scale", ROCKSDB, large, 2);
    String what = ", 10 M over 100 k customers";
    suite.want(new Wanted("job" + what, List.of(jobLarge), List.of(jobSmall), 0));
    suite.want(new Wanted("RocksDB loop" + what, List.of(loopLarge), List.of(loopSmall), 0));
    suite.want(
        new Wanted(
            "job's own ratio over the RocksDB loop's",
            List.of(jobLarge, loopSmall),
            List.of(jobSmall, loopLarge),
            .9));
    return suite.build("scale", 3, 0, false);
  }

  /** Whether a run for nobody comes first: it would cost as much as the only one that counts. */
  boolean isWarm() {
    return pairs > 1;
  }

  public Suite withPairs(int count) {
    return new Suite(name, entries, wanted, count, latencySeconds, stateSizes, valueBytes);
  }

  public Suite withLatency(int seconds) {
    return new Suite(name, entries, wanted, pairs, seconds, stateSizes, valueBytes);
  }

  public Suite withValueBytes(int bytes) {
    return new Suite(name, entries, wanted, pairs, latencySeconds, stateSizes, bytes);
  }

  private static final class Builder {

    private final Set<Contestant> only;
    private final int shrink;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();

    Builder(Set<Contestant> only, int shrink) {
      this.only = only.isEmpty() ? EnumSet.allOf(Contestant.class) : only;
      this.shrink = shrink;
    }

    Load load(int customers, long events, int days, boolean skewed) {
      return Load.of(customers / shrink, events / shrink, days, skewed);
    }

    Load.Past past(int customers, long events, int days) {
      return new Load.Past(customers / shrink, events / shrink, days);
    }

    Entry add(String part, Contestant contestant, Load load, int parallelism) {
      Entry entry = new Entry(part, contestant, load, parallelism);
      if (only.contains(contestant) && !entries.contains(entry)) {
        entries.add(entry);
      }
      return entry;
    }

    void compare(Entry job, Contestant other, double target) {
      compare(job, other, job.load(), target);
    }

    void compare(Entry job, Contestant other, Load load, double target) {
      Entry over = add(job.part(), other, load, job.parallelism());
      String name =
          "job over "
              + other.label()
              + ", p="
              + job.parallelism()
              + (load.skewed() ? ", skewed" : ", uniform");
      want(new Wanted(name, List.of(job), List.of(over), target));
    }

    void want(Wanted ratio) {
      if (entries.containsAll(ratio.of()) && entries.containsAll(ratio.over())) {
        wanted.add(ratio);
      }
    }

    Suite build(String name, int pairs, int latencySeconds, boolean stateSizes) {
      return new Suite(
          name, List.copyOf(entries), List.copyOf(wanted), pairs, latencySeconds, stateSizes, 0);
    }
  }
}
