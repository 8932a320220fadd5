package dev.customerhealth.domain.experience;

import java.util.Arrays;
import java.util.List;

/**
 * The fading sums of everything known about somebody: each cue counts half after one half-life.
 * Immutable.
 *
 * <p>Time is cut into epochs of one half-life, counted from 1970. A cue is added to its epoch's
 * sums, scaled by 2^(how far into the epoch it lies, 0 to 1), in fixed point with 36 binary places;
 * epochs are scaled against one another only when read. Addition of whole numbers has no order, so
 * neither arrival order nor taking a cue back leaves a trace; nothing grows with time, and a value
 * read is exact to about 1e-11 of one ordinary cue. One epoch holds some thirty million ordinary
 * cues; past that its sums stand still at the end of the range.
 *
 * <p>Epochs more than {@link #REACH} half-lives older than the newest are dropped: what is left of
 * them is below 1e-12.
 */
public final class LatentSums {

  static final int REACH = 40;

  private static final double UNIT = 0x1p36;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final double halfLifeDays;

  /** Epochs in ascending order. */
  private final long[] epochs;

  /** Three for each epoch: p, m, q. */
  private final long[] sums;

  private LatentSums(double halfLifeDays, long[] epochs, long[] sums) {
    this.halfLifeDays = halfLifeDays;
    this.epochs = epochs;
    this.sums = sums;
  }

  /**
   * @param halfLifeDays above 0
   */
  public static LatentSums empty(double halfLifeDays) {
    return new LatentSums(halfLifeDays, new long[0], new long[0]);
  }

  /**
   * What {@link #epochs} and {@link #sums} gave.
   *
   * @param sums three for each epoch
   */
  public static LatentSums restore(double halfLifeDays, long[] epochs, long[] sums) {
    return new LatentSums(halfLifeDays, epochs.clone(), sums.clone());
  }

  public double halfLifeDays() {
    return halfLifeDays;
  }

  public long[] epochs() {
    return epochs.clone();
  }

  public long[] sums() {
    return sums.clone();
  }

  public boolean isEmpty() {
    return epochs.length == 0;
  }

  public LatentSums plus(Cue cue, long timeMillis) {
    return plus(cue, timeMillis, 1);
  }

  /** Takes a cue back that was added with the same time. */
  public LatentSums minus(Cue cue, long timeMillis) {
    return plus(cue, timeMillis, -1);
  }

  private LatentSums plus(Cue cue, long timeMillis, int sign) {
    return plus(CueSums.of(List.of(cue)), timeMillis, sign);
  }

  private LatentSums plus(CueSums cue, long timeMillis, int sign) {
    double halfLives = timeMillis / halfLifeMillis();
    long epoch = (long) StrictMath.floor(halfLives);
    CueSums scaled = cue.times(UNIT * StrictMath.pow(2, halfLives - epoch));
    return plus(
        new long[] {epoch},
        new long[] {
          sign * StrictMath.round(scaled.p()),
          sign * StrictMath.round(scaled.m()),
          sign * StrictMath.round(scaled.q())
        });
  }

  /**
   * All that two sums know together.
   *
   * @throws IllegalArgumentException for another half-life
   */
  public LatentSums plus(LatentSums other) {
    if (other.halfLifeDays != halfLifeDays) {
      throw new IllegalArgumentException(
          "half-lives of " + halfLifeDays + " and " + other.halfLifeDays + " days do not add up");
    }
    return plus(other.epochs, other.sums);
  }

  /** What is left at a time. */
  public CueSums at(long timeMillis) {
    double now = timeMillis / halfLifeMillis();
    CueSums total = CueSums.NOTHING;
    for (int i = 0; i < epochs.length; i++) {
      CueSums epoch = new CueSums(sums[3 * i], sums[3 * i + 1], sums[3 * i + 2]);
      total = total.plus(epoch.times(StrictMath.pow(2, epochs[i] - now) / UNIT));
    }
    return total;
  }

  /**
   * The same knowledge as of a time, fading with another half-life from there on; for new rules.
   * The cues' own times are lost: what arrives late later fades as the new rules say.
   */
  public LatentSums withHalfLife(double days, long asOfMillis) {
    LatentSums changed = empty(days);
    return days == halfLifeDays
        ? this
        : isEmpty() ? changed : changed.plus(at(asOfMillis), asOfMillis, 1);
  }

  private double halfLifeMillis() {
    return halfLifeDays * MILLIS_PER_DAY;
  }

  private LatentSums plus(long[] otherEpochs, long[] otherSums) {
    var merged = new Merge(epochs.length + otherEpochs.length);
    int here = 0;
    int there = 0;
    while (here < epochs.length || there < otherEpochs.length) {
      boolean own =
          there == otherEpochs.length
              || (here < epochs.length && epochs[here] <= otherEpochs[there]);
      if (own) {
        merged.add(epochs[here], sums, here++);
      } else {
        merged.add(otherEpochs[there], otherSums, there++);
      }
    }
    return merged.result(halfLifeDays);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatentSums that
        && that.halfLifeDays == halfLifeDays
        && Arrays.equals(that.epochs, epochs)
        && Arrays.equals(that.sums, sums);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(epochs) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "LatentSums" + Arrays.toString(epochs) + Arrays.toString(sums);
  }

  /** Epochs in ascending order, equal ones added up, empty and forgotten ones left out. */
  private static final class Merge {
    private final long[] epochs;
    private final long[] sums;
    private int size;

    Merge(int most) {
      epochs = new long[most];
      sums = new long[3 * most];
    }

    void add(long epoch, long[] from, int index) {
      if (size == 0 || epochs[size - 1] != epoch) {
        epochs[size++] = epoch;
      }
      for (int i = 0; i < 3; i++) {
        int to = 3 * (size - 1) + i;
        sums[to] = saturated(sums[to], from[3 * index + i]);
      }
    }

    LatentSums result(double halfLifeDays) {
      long newest = size == 0 ? 0 : epochs[size - 1];
      int kept = 0;
      for (int i = 0; i < size; i++) {
        boolean empty = sums[3 * i] == 0 && sums[3 * i + 1] == 0 && sums[3 * i + 2] == 0;
        if (!empty && epochs[i] > newest - REACH) {
          epochs[kept] = epochs[i];
          System.arraycopy(sums, 3 * i, sums, 3 * kept++, 3);
        }
      }
      return new LatentSums(
          halfLifeDays, Arrays.copyOf(epochs, kept), Arrays.copyOf(sums, 3 * kept));
    }

    private static long saturated(long a, long b) {
      long sum = a + b;
      boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
      return overflown ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
  }
}
