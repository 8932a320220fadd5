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
      time += 1 + (long) (random.nextDouble() * step);
      AlertInput input = input(random, state, customer, time, i);
      inputs.add(input);
      if (input.signal() != null) {
        timeline.signal(state, input.signal(), Deaf.EAR);
      } else if (input.story() != null) {
        timeline.story(state, input.story(), Deaf.EAR);
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
    int pick = random.nextInt(10);
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
    return action(
        customer, time, customer + "/" + number, kinds[random.nextInt(kinds.length)], alertId);
  }

  private enum Deaf implements AlertPublisher {
    EAR;

    @Override
    public void alert(Alert alert) {}

    @Override
    public void answer(ActionAnswer answer) {}

    @Override
    public void putAway(String alertId, long atMillis) {}

    @Override
    public void withdraw(String alertId, long atMillis) {}
  }
}
