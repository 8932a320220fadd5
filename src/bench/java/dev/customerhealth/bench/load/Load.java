package dev.customerhealth.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is sent through everything that is measured. Equal loads are equal to the byte.
 *
 * @param customers how many there are; not each of them need come
 * @param events records in all, broken ones and duplicates included, ticks not
 * @param minutes event time from the first to the last event
 * @param skewed whether some come far more often than others, as they do in Online Retail II;
 *     otherwise all are alike
 * @param shape how true to life it is
 * @param past what was before, for a load that finds customers with a state; null: nothing was
 */
public record Load(
    int customers,
    long events,
    long minutes,
    boolean skewed,
    Shape shape,
    long seed,
    @Nullable Past past) {

  /**
   * A life that some customers have lived and all others have a copy of: customer n that of
   * customer n modulo their number, who also comes as often.
   *
   * @param customers how many have lived it
   * @param events records of it
   * @param days event time that it took
   */
  public record Past(int customers, long events, int days) {

    /** The tick behind it, which everything has to have passed before the state is taken. */
    public Instant end() {
      return START.plus(Duration.ofDays(days)).plus(PAUSE);
    }

    /** The tick that tells that everybody's state has been read again. */
    public Instant copied() {
      return end().plus(PAUSE);
    }

    private Instant over() {
      return copied().plus(PAUSE);
    }
  }

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

  /** Event time of the very first event. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Inputs and outputs; as many as the highest parallelism that is measured. */
  public static final int PARTITIONS = 2;

  /** Longer than anybody waits for what is late. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private static final long SEED = 20_091_201;

  public static Load of(int customers, long events, int days, boolean skewed) {
    return new Load(
        customers, events, Duration.ofDays(days).toMinutes(), skewed, Shape.REAL, SEED, null);
  }

  /** The same within another time. */
  public Load within(Duration span) {
    return new Load(customers, events, span.toMinutes(), skewed, shape, seed, past);
  }

  /** The same, of customers who have lived before. */
  public Load after(Past before) {
    return new Load(customers, events, minutes, skewed, shape, seed, before);
  }

  public static Load clean(int customers, long events, int days) {
    return new Load(
        customers, events, Duration.ofDays(days).toMinutes(), true, Shape.CLEAN, SEED, null);
  }

  /** Begins the names of its topics. */
  public String prefix() {
    return String.format(
        Locale.ROOT,
        "bench-%d-%d-%dm-%s-%s%s",
        customers,
        events,
        minutes,
        skewed ? "skewed" : "uniform",
        shape.name().toLowerCase(Locale.ROOT),
        past == null ? "" : "-after-" + past.events());
  }

  public Duration span() {
    return Duration.ofMinutes(minutes);
  }

  /** Event time of the first event that is measured. */
  public Instant start() {
    return past == null ? START : past.over();
  }

  /** The tick behind the last event, so that whatever an event leads to has left. */
  public Instant end() {
    return start().plus(span()).plus(shape == Shape.CLEAN ? Duration.ofDays(1) : PAUSE);
  }

  /** Records of the past, which whoever begins at the beginning reads first. */
  public long pastEvents() {
    return past == null ? 0 : past.events();
  }
}
