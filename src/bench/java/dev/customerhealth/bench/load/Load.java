package dev.customerhealth.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What is sent through everything that is measured. Equal loads are equal to the byte.
 *
 * @param customers how many there are; not each of them need come
 * @param events records in all, broken ones and duplicates included, ticks not
 * @param days event time from the first to the last event
 * @param skewed whether some come far more often than others, as they do in Online Retail II;
 *     otherwise all are alike
 * @param shape how true to life it is
 */
public record Load(int customers, long events, int days, boolean skewed, Shape shape, long seed) {

  /** What the events are. */
  public enum Shape {
    /** All inputs, late, broken and repeated ones among them. */
    REAL,
    /**
     * Purchases only, each at noon of its day, none late, broken or repeated: calendar days and
     * spans of 24 hours then hold the same events, so that every rival has to come to the same
     * numbers.
     */
    CLEAN
  }

  /** Event time of the first event. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Inputs and outputs; as many as the highest parallelism that is measured. */
  public static final int PARTITIONS = 2;

  private static final long SEED = 20_091_201;

  public static Load of(int customers, long events, int days, boolean skewed) {
    return new Load(customers, events, days, skewed, Shape.REAL, SEED);
  }

  public static Load clean(int customers, long events, int days) {
    return new Load(customers, events, days, true, Shape.CLEAN, SEED);
  }

  /** Begins the names of its topics. */
  public String prefix() {
    return String.format(
        Locale.ROOT,
        "bench-%d-%d-%dd-%s-%s",
        customers,
        events,
        days,
        skewed ? "skewed" : "uniform",
        shape.name().toLowerCase(Locale.ROOT));
  }

  public Duration span() {
    return Duration.ofDays(days);
  }

  /** The tick behind the last event: a day later, so that whatever an event leads to has left. */
  public Instant end() {
    return START.plus(span()).plus(Duration.ofDays(1));
  }
}
