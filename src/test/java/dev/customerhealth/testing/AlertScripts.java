package dev.customerhealth.testing;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.operator.AlertInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What moves alerts, made up by hand or by lot. */
public final class AlertScripts {

  private static final String[] OWNERS = {"mai", "ly", null};
  private static final String[] AUTHORS = {"mai", "ly", "hoa"};
  private static final int INPUTS_PER_CUSTOMER = 25;

  private AlertScripts() {}

  public static AlertInput signal(
      String customer, long timeMillis, SignalKind kind, @Nullable String owner, long worth) {
    return AlertInput.of(signalOf(customer, timeMillis, kind, null, owner, worth));
  }

  public static AlertInput action(
      String customer, long timeMillis, String id, CrmAction.Kind kind, @Nullable String alertId) {
    return AlertInput.of(
        new CrmAction(
            customer,
            timeMillis,
            id,
            kind,
            alertId,
            null,
            null,
            "hoa",
            null,
            kind == CrmAction.Kind.CONTACTED ? CrmAction.Outcome.LISTENED : null,
            null,
            null));
  }

  /**
   * @param amountTen4 below zero: a return; null: a purchase of unknown value
   */
  public static AlertInput purchase(
      String customer, long timeMillis, long occurredMillis, @Nullable Long amountTen4) {
    var kind =
        amountTen4 == null || amountTen4 > 0
            ? LaterPurchase.Kind.BOUGHT
            : LaterPurchase.Kind.RETURNED;
    return AlertInput.of(
        new LaterPurchase(customer, timeMillis, occurredMillis, kind, amountTen4, amountTen4));
  }

  public static Signal signalOf(
      String customer,
      long timeMillis,
      SignalKind kind,
      @Nullable String line,
      @Nullable String owner,
      long worth) {
    var facts =
        new CustomerFacts(null, owner, null, true, worth, "GBP", worth, 90, 22, 8.0, 41.5, null, 3);
    var evidence = List.of(new AlertEvidence("spendDrop", .35, null));
    return new Signal(
        customer,
        timeMillis,
        timeMillis,
        kind,
        line,
        "purchases/" + timeMillis,
        evidence,
        facts,
        Map.of());
  }

  /** Lives of many customers, in order of time per customer; actions aim at what is there. */
  public static List<AlertInput> random(Random random, Rules rules, int customers, int days) {
    var all = new ArrayList<AlertInput>();
    for (int i = 0; i < customers; i++) {
      all.addAll(life(random, rules, "c" + i, days));
    }
    return all;
  }

  private static List<AlertInput> life(Random random, Rules rules, String customer, int days) {
    var timeline = new AlertTimeline(rules, CustomerAlerts.BEFORE_ALL);
    var state = new CustomerAlerts();
    var inputs = new ArrayList<AlertInput>();
    long step = days * Inputs.DAY / INPUTS_PER_CUSTOMER * 2;
    long time = Inputs.midnight(0);
    for (int i = 0; i < INPUTS_PER_CUSTOMER; i++) {
      // Much of it within a day.
      time += 1 + (long) (random.nextDouble() * (random.nextInt(3) == 0 ? Inputs.DAY / 8 : step));
      AlertInput input = input(random, state, customer, time, i);
      inputs.add(input);
      if (input.signal() != null) {
        timeline.signal(state, input.signal(), Deaf.EAR);
      } else if (input.story() != null) {
        timeline.story(state, input.story(), Deaf.EAR);
      } else if (input.purchase() != null) {
        timeline.purchase(state, input.purchase(), Deaf.EAR);
      } else {
        timeline.action(state, input.action(), Deaf.EAR);
      }
    }
    return inputs;
  }

  private static AlertInput input(
      Random random, CustomerAlerts state, String customer, long time, int number) {
    String owner = OWNERS[random.nextInt(OWNERS.length)];
    long worth = random.nextInt(50) * 10_000L;
    int pick = random.nextInt(12);
    if (pick >= 10) {
      long amount = random.nextInt(60) * 10_000L - 100_000;
      boolean isKnown = random.nextInt(8) > 0 || amount <= 0;
      return purchase(
          customer, time, time - random.nextInt(2) * Inputs.DAY, isKnown ? (Long) amount : null);
    }
    if (pick < 6) {
      SignalKind kind = SignalKind.values()[random.nextInt(SignalKind.values().length)];
      return AlertInput.of(signalOf(customer, time, kind, null, owner, worth));
    }
    if (pick < 7) {
      var last = signalOf(customer, time, SignalKind.SILENT, null, owner, worth);
      return AlertInput.of(new Story(AlertReason.REPEATED_LETDOWN, null, List.of(last)));
    }
    List<String> ids = state.ids();
    String alertId = ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size()));
    var kinds = CrmAction.Kind.values();
    CrmAction.Kind kind =
        random.nextInt(3) == 0 ? CrmAction.Kind.CONTACTED : kinds[random.nextInt(kinds.length)];
    String reason = random.nextInt(3) == 0 ? "PRICE" : null;
    var outcomes = CrmAction.Outcome.values();
    boolean isContact = kind == CrmAction.Kind.CONTACTED;
    return AlertInput.of(
        new CrmAction(
            customer,
            time,
            customer + "/" + number,
            kind,
            alertId,
            null,
            null,
            AUTHORS[random.nextInt(AUTHORS.length)],
            null,
            isContact ? outcomes[random.nextInt(outcomes.length)] : null,
            isContact || kind == CrmAction.Kind.CLOSE ? reason : null,
            reason != null && random.nextBoolean() ? "Chợ|lớn" : null));
  }

  private enum Deaf implements AlertPublisher {
    EAR;

    @Override
    public void alert(Alert alert) {}

    @Override
    public void answer(ActionAnswer answer) {}

    @Override
    public void outcome(OutcomeShare share) {}

    @Override
    public void putAway(String alertId, long atMillis) {}

    @Override
    public void withdraw(String alertId, long atMillis) {}
  }
}
