package dev.customerhealth.operator;

/**
 * Which of the computed scores consumers get to see; the history of changes is published in every
 * mode.
 */
public enum PublishMode {
  /** Every score, and every score flat: what topics carry. */
  STREAM(true, true),
  /** The last score of each customer: what a file run is asked for. */
  FINAL(false, false),
  /** Every score, and the last ones flat: a file run with --every-update. */
  EVERY_UPDATE(true, false);

  final boolean everyScore;
  final boolean everyFlatScore;

  PublishMode(boolean everyScore, boolean everyFlatScore) {
    this.everyScore = everyScore;
    this.everyFlatScore = everyFlatScore;
  }
}
