package dev.customerhealth.domain.cadence;

import java.util.OptionalInt;

/**
 * The first day on which something that rises has reached its threshold: by steps that double until
 * it has, and then where straight lines would reach it. That takes half as many days as a bisection
 * over three years.
 */
final class Crossing {

  /** How far something is above its threshold on a day; below 0 while it has not reached it. */
  @FunctionalInterface
  interface Margin {
    double on(int day);
  }

  /** Straight lines that are tried; five or six suffice for nearly everybody. */
  private static final int LINES = 12;

  private Crossing() {}

  /**
   * The first day of [from, until] on which the margin is not negative, given that it does not fall
   * again once it has begun to rise; empty if there is none. It may fall before: then the first day
   * has it or none before the rise, and both are seen, unlike by bisection.
   *
   * @param firstStep days to look ahead at first, at least 1
   */
  static OptionalInt first(int from, int until, int firstStep, Margin margin) {
    if (from > until) {
      return OptionalInt.empty();
    }
    int last = from;
    double under = margin.on(last);
    if (under >= 0) {
      return OptionalInt.of(last);
    }
    for (long step = firstStep; last < until; step *= 2) {
      int day = (int) Math.min(until, last + step);
      double there = margin.on(day);
      if (there >= 0) {
        return OptionalInt.of(between(last, under, day, there, margin));
      }
      last = day;
      under = there;
    }
    return OptionalInt.empty();
  }

  /**
   * By the rule of false position. Where one end has stayed for long, its margin is counted less
   * and less (Dowell and Jarratt 1971, the Illinois form), and in the end the middle is taken.
   *
   * @param below a day with a negative margin
   * @param reached a later one without
   */
  private static int between(int below, double low, int reached, double high, Margin margin) {
    int last = below;
    int first = reached;
    double under = low;
    double over = high;
    for (int asked = 0; first - last > 1; asked++) {
      int day = asked < LINES ? onLine(last, under, first, over) : last + (first - last) / 2;
      double there = margin.on(day);
      if (there >= 0) {
        under = first < reached ? under / 2 : under;
        first = day;
        over = there;
      } else {
        over = last > below ? over / 2 : over;
        last = day;
        under = there;
      }
    }
    return first;
  }

  /** Between the two, neither of them. */
  private static int onLine(int last, double under, int first, double over) {
    int days = (int) Math.ceil((first - last) * (under / (under - over)));
    return last + Math.max(1, Math.min(first - last - 1, days));
  }
}
