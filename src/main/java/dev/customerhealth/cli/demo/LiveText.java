package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.time.Instant;

/** The line that is rewritten while history goes by. */
final class LiveText {

  private LiveText() {}

  /**
   * @param eventsPerSecond events replayed lately
   */
  static String of(Instant date, long eventsPerSecond, ScoreBoard board) {
    return text(
            "%s %,d events/s | %,d customers: %,d healthy, %,d watch, %,d at risk, %,d new, %,d"
                + " lost",
            Words.day(date),
            eventsPerSecond,
            board.customers(),
            board.inBand("HEALTHY"),
            board.inBand("WATCH"),
            board.inBand(ScoreRecord.AT_RISK),
            board.inBand(ScoreRecord.NEW),
            board.inBand(ScoreRecord.LOST))
        + board.newestAlarm().map(LiveText::alarm).orElse("");
  }

  private static String alarm(ScoreRecord score) {
    return " | newest at risk: " + score.customerId() + " " + Words.reason(score);
  }
}
