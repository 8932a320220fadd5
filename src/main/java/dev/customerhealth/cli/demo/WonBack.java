package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.util.List;

/** The end of what {@link StagedContact} began: the customer buys again, and the alert closes. */
record WonBack() implements Card {

  @Override
  public String customerId() {
    return StagedContact.CUSTOMER;
  }

  @Override
  public String transactionId() {
    return "562708";
  }

  @Override
  public boolean isReady(Life life) {
    return Card.super.isReady(life) && life.alerts().stream().anyMatch(WonBack::isTheEnd);
  }

  @Override
  public List<String> lines(Life life) {
    int back = Card.indexOf(life.scores(), transactionId());
    ScoreRecord now = life.scores().get(back);
    ScoreRecord before = life.scores().get(back - 1);
    AlertRecord end = life.alerts().stream().filter(WonBack::isTheEnd).findFirst().orElseThrow();
    return List.of(
        "Won back: customer " + customerId(),
        text(
            "%s  bought again after %s: score %s -> %s; the alert is %s, %s.",
            Words.day(now.at()),
            Words.days(before.silentUntil(now.at())),
            Words.points(before.score()),
            Words.points(now.score()),
            end.status(),
            String.valueOf(end.resolution())),
        "            The call was staged, the return is real: for whatever reason, the customer came.");
  }

  private static boolean isTheEnd(AlertRecord alert) {
    return alert.alertId().equals(StagedContact.ALERT) && alert.resolution() != null;
  }
}
