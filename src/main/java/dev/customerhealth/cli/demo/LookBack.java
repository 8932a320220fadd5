package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.domain.Purchase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of the warnings of an earlier day, among customers who had bought on two days or more
 * and were not given up. Synthetic feedback knows who will stay away, so customers who have some do
 * not count.
 *
 * @param flagged were at risk
 * @param flaggedAway of those, bought nothing until the end
 * @param others were not at risk
 * @param othersAway of those, bought nothing until the end
 */
record LookBack(
    Instant from, long days, long flagged, long flaggedAway, long others, long othersAway) {

  static final long DAYS = 90;

  private static final long DAY_SECONDS = 86_400;

  /**
   * @param scores as they were at {@code from}
   */
  static LookBack of(Collection<ScoreRecord> scores, Instant from, History history) {
    Instant until = from.plusSeconds(DAYS * DAY_SECONDS);
    Set<String> back =
        history.boughtBetween(from, until).map(Purchase::customerId).collect(Collectors.toSet());
    Set<String> synthetic = history.syntheticCustomers();
    Predicate<ScoreRecord> flagged = score -> score.status().equals(ScoreRecord.AT_RISK);
    Predicate<ScoreRecord> away = score -> !back.contains(score.customerId());
    List<ScoreRecord> known =
        scores.stream()
            .filter(ScoreRecord::hasRhythm)
            .filter(score -> !synthetic.contains(score.customerId()))
            .toList();
    return new LookBack(
        from,
        DAYS,
        count(known, flagged),
        count(known, flagged.and(away)),
        count(known, flagged.negate()),
        count(known, flagged.negate().and(away)));
  }

  private static long count(Collection<ScoreRecord> scores, Predicate<ScoreRecord> which) {
    return scores.stream().filter(which).count();
  }

  List<String> lines() {
    return List.of(
        text(
            "Were the warnings right? As of %s, %d days before the end, purely real customers:",
            Words.day(from), days),
        text(
            "  of %,d regulars who were at risk, %,d really bought nothing since (%s);",
            flagged, flaggedAway, Words.share(flaggedAway, flagged)),
        text(
            "  of %,d regulars who were not, %,d bought nothing since (%s).",
            others, othersAway, Words.share(othersAway, others)));
  }
}
