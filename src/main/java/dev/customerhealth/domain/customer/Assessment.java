package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Score;
import org.jspecify.annotations.Nullable;

/**
 * How a customer stands on a day, with all that is published of it.
 *
 * @param model the score without an override by a person; the same where there is none
 */
record Assessment(Outlook outlook, Score score, Score model) {

  int day() {
    return outlook.day();
  }

  LifeStatus status() {
    return outlook.status();
  }

  Band band() {
    return outlook.band();
  }

  @Nullable Double ownSilenceRisk() {
    return outlook.ownSilenceRisk();
  }

  SpendDrop drop() {
    return outlook.drop();
  }

  boolean overdue() {
    return outlook.overdue();
  }

  ServiceLevel.State silence() {
    return outlook.silence();
  }
}
