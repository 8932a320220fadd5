package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.customer.Publisher;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.score.HealthScore;
import java.util.function.Consumer;

/** Turns scores into messages on the topics that want them. */
record ScorePublisher(
    Reports reports,
    PublishMode mode,
    Consumer<OutputMessage> out,
    Consumer<StandingShare> standings,
    Consumer<Signal> signals,
    Consumer<LaterPurchase> purchases,
    Runnable whenComputed)
    implements Publisher {

  @Override
  public void score(HealthScore score, Weight weight, boolean isFinal) {
    whenComputed.run();
    if (mode.everyFlatScore || isFinal) {
      reports.scoreAndFlatScore(score).forEach(out);
    } else if (mode.everyScore) {
      out.accept(reports.score(score));
    }
    if (weight == Weight.CHANGE) {
      out.accept(reports.scoreChange(score));
    }
  }

  @Override
  public void level(ServiceLevel level) {
    out.accept(reports.serviceLevel(level));
  }

  @Override
  public void standing(StandingShare share) {
    standings.accept(share);
  }

  @Override
  public void signal(Signal signal) {
    signals.accept(signal);
  }

  @Override
  public void purchase(LaterPurchase purchase) {
    purchases.accept(purchase);
  }

  @Override
  public void withdrawLevel(String key, long atMillis) {
    out.accept(OutputMessage.tombstone(Topic.SERVICE_LEVELS, key, atMillis));
  }

  @Override
  public void withdraw(String customerId, long atMillis) {
    reports.withdrawal(customerId, atMillis).forEach(out);
  }
}
