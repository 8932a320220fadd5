package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.time.Duration;
import java.util.List;

/**
 * An order of 77,184 pounds that was reversed within 16 minutes: the second biggest of the history.
 * (The biggest, 168,470 pounds by customer 16446, was reversed on the history's last day.)
 */
record ReversedOrder() implements Card {

  private static final String ORDER = "541431";

  @Override
  public String customerId() {
    return "12346";
  }

  @Override
  public String transactionId() {
    return "C541433";
  }

  @Override
  public List<String> lines(Life all) {
    List<ScoreRecord> life = all.scores();
    int ordered = Card.indexOf(life, ORDER);
    ScoreRecord before = life.get(ordered - 1);
    ScoreRecord between = life.get(ordered);
    ScoreRecord after = life.get(Card.indexOf(life, transactionId()));
    long minutes = Duration.between(between.at(), after.at()).toMinutes();
    return List.of(
        text("An order that was reversed within %d minutes: customer %s", minutes, customerId()),
        line("before", before),
        line("ordered", between),
        line("reversed", after),
        text(
            "The reversal moved the score by %.1f points, and %s of the order's money is left."
                + " What counts is the visit, after %s of silence.",
            Math.abs(points(after) - points(between)),
            after.spend().d90().signum() == 0 ? "nothing" : "a rest",
            Words.days(before.silentUntil(between.at()))));
  }

  private static String line(String what, ScoreRecord score) {
    return text(
        "%-9s %s  score %5s %-8s spent in 90 days %14s",
        what,
        Words.minute(score.at()),
        Words.points(score.score()),
        score.band(),
        Words.money(score.currency(), score.spend().d90()));
  }

  private static double points(ScoreRecord score) {
    Double points = score.score();
    return points == null ? 0 : points;
  }
}
