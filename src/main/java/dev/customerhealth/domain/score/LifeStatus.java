package dev.customerhealth.domain.score;

/** The life stage of a customer; {@link Band} is only its colour. */
public enum LifeStatus {
  /** Came once and has not been silent for long. */
  NEW,
  ACTIVE,
  /** Something is open: overdue by the own rhythm, or half the spend gone. */
  AT_RISK,
  /** Silent beyond doubt; the score is frozen until the customer returns. */
  LOST,
  /** The first purchases after having been lost. */
  WON_BACK
}
