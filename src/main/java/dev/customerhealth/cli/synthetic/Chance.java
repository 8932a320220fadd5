package dev.customerhealth.cli.synthetic;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Throws of dice that fall alike on every machine: {@link Random} is the generator whose algorithm
 * Java promises to keep. Each customer has own dice, so that one more throw for one of them changes
 * nothing for the others.
 */
final class Chance {

  private static final long SEED = 20_091_201;

  /** An odd number that spreads neighbouring ids over all seeds. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final Random random;

  private Chance(long seed) {
    this.random = new Random(seed);
  }

  static Chance of(String customerId) {
    return new Chance(SEED + customerId.hashCode() * SPREAD);
  }

  /**
   * @param share how often it is true, per mille
   */
  boolean perMille(int share) {
    return random.nextInt(1000) < share;
  }

  /**
   * @param last inclusive
   */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** An index, each as likely as its weight. */
  int weighted(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int thrown = random.nextInt(total);
    int index = 0;
    while (thrown >= weights[index]) {
      thrown -= weights[index++];
    }
    return index;
  }

  /** To the minute. */
  Duration hours(int least, int most) {
    return Duration.ofMinutes(between(least * 60, most * 60));
  }
}
