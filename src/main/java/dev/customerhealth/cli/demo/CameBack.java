package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regular who went silent and came back. Chosen because the rhythm is short and steady (32
 * purchase days, one about every 10 days), the alarm came four days before the return, and the
 * customer stayed for another year.
 */
record CameBack() implements Card {

  @Override
  public String customerId() {
    return "14680";
  }

  @Override
  public String transactionId() {
    return "527021";
  }

  @Override
  public List<String> lines(Life all) {
    List<ScoreRecord> life = all.scores();
    int back = Card.indexOf(life, transactionId());
    ScoreRecord now = life.get(back);
    ScoreRecord before = life.get(back - 1);
    List<String> lines = new ArrayList<>();
    lines.add("A regular who went silent and came back: customer " + customerId());
    firstAlarm(life.subList(0, back), before)
        .ifPresent(
            alarm ->
                lines.add(
                    text(
                        "%s  at risk, score %s: %s; %s may be lost in %d days. Time to call.",
                        Words.day(alarm.at()),
                        Words.points(alarm.score()),
                        Words.reason(alarm),
                        Words.roundMoney(alarm.currency(), alarm.value()),
                        alarm.horizonDays())));
    lines.add(
        text(
            "%s  back after %s: score %s -> %s, %s -> %s.",
            Words.day(now.at()),
            Words.days(before.silentUntil(now.at())),
            Words.points(before.score()),
            Words.points(now.score()),
            before.band(),
            now.band()));
    return lines;
  }

  /** The record with which the silence that is over now became an alarm. */
  private static Optional<ScoreRecord> firstAlarm(List<ScoreRecord> life, ScoreRecord last) {
    return life.stream()
        .filter(ScoreRecord::isAlarming)
        .filter(score -> score.purchaseDays() == last.purchaseDays())
        .findFirst();
  }
}
