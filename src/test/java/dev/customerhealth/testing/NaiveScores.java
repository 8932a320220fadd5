package dev.customerhealth.testing;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.CustomerTimeline;
import dev.customerhealth.domain.customer.Publisher;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.HealthScore;
import java.util.ArrayList;
import java.util.List;

/**
 * What the job has to say on the topic of scores, computed one customer after the other from the
 * full list of events in their order: no Flink, no timers, no waiting.
 */
public final class NaiveScores implements Publisher {

  private final Reports reports;
  private final List<OutputMessage> messages = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();

  private NaiveScores(Reports reports) {
    this.reports = reports;
  }

  /**
   * @param endMillis where event time ends with a last record for everybody; {@link Customer#NEVER}
   *     for an endless stream
   * @param untilMillis how far event time has come
   * @return the records of scores and of service levels, in no order but that of each key
   */
  public static List<OutputMessage> of(
      List<Envelope> events,
      Rules rules,
      Reports reports,
      int refreshDays,
      long endMillis,
      long untilMillis) {
    return lived(events, rules, reports, refreshDays, endMillis, untilMillis).messages;
  }

  /** The signals of an endless stream, in no order but that of each customer. */
  public static List<Signal> signals(
      List<Envelope> events, Rules rules, Reports reports, int refreshDays, long untilMillis) {
    return lived(events, rules, reports, refreshDays, Customer.NEVER, untilMillis).signals;
  }

  private static NaiveScores lived(
      List<Envelope> events,
      Rules rules,
      Reports reports,
      int refreshDays,
      long endMillis,
      long untilMillis) {
    CustomerTimeline timeline = new CustomerTimeline(rules, refreshDays, endMillis);
    NaiveScores scores = new NaiveScores(reports);
    Inputs.byCustomer(events).forEach((id, own) -> scores.live(timeline, id, own, untilMillis));
    return scores;
  }

  private void live(CustomerTimeline timeline, String id, List<Envelope> events, long untilMillis) {
    Customer customer = new Customer();
    for (Envelope event : events) {
      if (event.timeMillis() > untilMillis) {
        break;
      }
      if (!timeline.passTime(customer, id, event.timeMillis() - 1, this)) {
        customer = new Customer();
      }
      timeline.apply(customer, id, Inputs.event(event.type(), event.payload()), this);
    }
    timeline.passTime(customer, id, untilMillis, this);
  }

  @Override
  public void score(HealthScore score, Weight weight, boolean isFinal) {
    messages.add(reports.score(score));
  }

  @Override
  public void level(ServiceLevel level) {
    messages.add(reports.serviceLevel(level));
  }

  @Override
  public void standing(StandingShare share) {
    // Not a message of the customer's.
  }

  @Override
  public void purchase(LaterPurchase purchase) {}

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void withdrawLevel(String key, long atMillis) {
    messages.add(OutputMessage.tombstone(Topic.SERVICE_LEVELS, key, atMillis));
  }

  @Override
  public void withdraw(String customerId, long atMillis) {
    messages.add(reports.withdrawal(customerId, atMillis).get(0));
  }
}
