package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Somebody who buys about twice a year, whom a fixed number of silent days would call every time.
 * Chosen for five visits with 196, 138, 191 and 161 days in between.
 */
record GiftBuyer() implements Card {

  /** Where a plain rule of thumb would draw the line. */
  private static final int USUAL_RULE_DAYS = 90;

  @Override
  public String customerId() {
    return "17764";
  }

  @Override
  public String transactionId() {
    return "572023";
  }

  @Override
  public List<String> lines(Life all) {
    List<ScoreRecord> life = all.scores();
    int back = Card.indexOf(life, transactionId());
    ScoreRecord now = life.get(back);
    ScoreRecord before = life.get(back - 1);
    List<ScoreRecord> silence =
        life.subList(0, back).stream()
            .filter(score -> score.purchaseDays() == before.purchaseDays())
            .toList();
    boolean alarmed = silence.stream().anyMatch(s -> s.status().equals(ScoreRecord.AT_RISK));
    long silentDays = before.silentUntil(now.at());
    return List.of(
        "A gift buyer who is rightly left alone: customer " + customerId(),
        text(
            "%s  back after %s. A rule of %d silent days would have called; here there was %s.",
            Words.day(now.at()),
            Words.days(silentDays),
            USUAL_RULE_DAYS,
            alarmed ? "an alarm, too" : "no alarm on any of them"),
        text(
            "Bought on %d days before, so by the own rhythm the customer was %s all the time; score"
                + " now %s.",
            before.purchaseDays(), bands(silence), Words.points(now.score())));
  }

  /** Every change of the band is a record, so these were all. */
  private static String bands(List<ScoreRecord> records) {
    return records.stream().map(ScoreRecord::band).distinct().collect(Collectors.joining(" or "));
  }
}
