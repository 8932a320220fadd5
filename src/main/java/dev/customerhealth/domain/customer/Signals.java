package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.experience.RunningLevel;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what begins or ends with an event or a look in time; see {@code SignalKind}. */
final class Signals {

  private final Rules rules;
  private final SpendSignals spend;
  private final ConcernSignals concerns;
  private final FollowUp followUp;

  Signals(Rules rules, CalendarDays calendar) {
    this.rules = rules;
    this.spend = new SpendSignals(rules.alerts().recoveredShare());
    this.concerns = new ConcernSignals(calendar);
    this.followUp = new FollowUp(rules);
  }

  /**
   * @param event null: time alone
   * @param heard what the event said; null: nothing
   */
  void tell(
      HealthView view,
      String customerId,
      Assessment now,
      @Nullable CustomerEvent event,
      @Nullable Heard heard,
      boolean switches,
      Publisher out) {
    if (view.customer.refusesAnalytics()) {
      return;
    }
    SignalTurn turn = new SignalTurn(view, now, event, switches);
    if (heard != null) {
      ExperienceSignals.tell(turn, heard);
    }
    concerns.tell(turn, heard);
    AbsenceSignals.tell(turn);
    spend.tell(turn);
    followUp.note(turn);
    if (event != null) {
      followUp.tell(view.customer, customerId, event, out);
    }
    if (!turn.found.isEmpty()) {
      publish(turn, customerId, out);
    }
  }

  /**
   * Whether a day to come has something to tell if nothing happens until then.
   *
   * @param dayBefore drop of spend up to the day before
   */
  boolean isNews(HealthView view, Outlook on, SpendDrop dayBefore) {
    return !view.customer.refusesAnalytics()
        && (AbsenceSignals.isNews(view, on) || spend.isNews(view, on, dayBefore));
  }

  private void publish(SignalTurn turn, String customerId, Publisher out) {
    CustomerFacts facts = facts(turn.view, turn.now);
    List<Signal> signals = new ArrayList<>(turn.found.size());
    for (SignalTurn.Found found : turn.found) {
      signals.add(
          new Signal(
              customerId,
              turn.customer.clockMillis,
              turn.occurredMillis(found),
              found.kind(),
              found.line(),
              found.cause().id(),
              found.evidence(),
              facts,
              rules.alerts().storyDays()));
    }
    signals.sort(Signal.ORDER);
    signals.forEach(out::signal);
  }

  private CustomerFacts facts(HealthView view, Assessment now) {
    Customer customer = view.customer;
    ProfileFacts profile = customer.profile;
    String segment = view.segment.name();
    RunningLevel level = view.level(now, customer.clockMillis);
    Long value = HealthRecords.valueAtRisk(view, now);
    var facts =
        new CustomerFacts(
            segment.equals(Rules.DEFAULT_SEGMENT) ? null : segment,
            profile == null ? null : profile.ownerId(),
            profile == null ? null : profile.preferredChannel(),
            profile == null ? null : profile.consentContact(),
            value,
            customer.currency.isEmpty() ? null : customer.currency,
            null,
            view.segment.horizonDays(),
            view.cadence == null ? null : (Integer) customer.rhythm.silentDays(now.day()),
            view.cadence == null || customer.rhythm.repeats() == 0
                ? null
                : (Double) view.cadence.gapDays(),
            now.score().points(),
            now.band(),
            level == null ? null : (Integer) level.level().number());
    return facts.valuedBy(rules);
  }
}
