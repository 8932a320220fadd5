package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, what stands in the sums at the end is what a look at everything gives. */
class RandomTicketsTest {

  private static final int WINDOW = 12;
  private static final Rules RULES =
      TestRules.with(
          "currency: {reporting: VND}\nalerts: {holdout: 0.3, winBackDays: "
              + WINDOW
              + ", expireDays: 50, reopenDays: 20, stubDays: 60}");
  private static final Kind[] KINDS = {
    Kind.CONTACTED, Kind.CONTACTED, Kind.CONTACTED, Kind.CLOSE, Kind.FALSE_ALARM, Kind.REOPEN
  };
  private static final AlertReason[] STORIES = {
    AlertReason.POOR_SERVICE_THEN_SILENCE, AlertReason.REPEATED_LETDOWN, AlertReason.COMPETITOR_PULL
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261122})
  void theSharesOfALifeAddUpToWhatALookAtAllOfItGives(long seed) {
    Set<String> seen = new HashSet<>();
    int wonBack = 0;
    int takenBack = 0;
    for (int life = 0; life < 300; life++) {
      var random = new Random(seed * 1000 + life);
      var desk = new Desk(RULES);
      var naive = new NaiveTickets(RULES, WINDOW);
      live(random, desk, naive);
      desk.until(1000);

      Map<String, OutcomeSums> sums = new TreeMap<>();
      for (OutcomeShare share : desk.shares) {
        sums.merge(share.key(), share.sums(), OutcomeSums::plus);
        takenBack += share.sums().tickets() < 0 ? 1 : 0;
      }
      sums.values().removeIf(OutcomeSums::isNothing);
      assertThat(sums).as("seed %d, life %d", seed, life).isEqualTo(naive.sums(desk.said));
      assertThat(desk.state.tallies).as("seed %d, life %d", seed, life).isEmpty();
      assertThat(naive.halfWithheld()).as("seed %d, life %d", seed, life).isEmpty();
      sums.keySet().forEach(key -> seen.add(key.substring(key.indexOf('|', 8))));
      wonBack += sums.values().stream().mapToInt(told -> (int) told.wonBack()).sum();
    }
    // A generator that never gets far would prove nothing.
    assertThat(seen).hasSize(WinBackOutcome.values().length + 3);
    assertThat(wonBack).isGreaterThan(100);
    assertThat(takenBack).isGreaterThan(20);
  }

  private static void live(Random random, Desk desk, NaiveTickets naive) {
    double day = 0;
    for (int i = 0; i < 40; i++) {
      day += random.nextInt(5) == 0 ? 0 : random.nextInt(80) / 16.0;
      int said = desk.said.size();
      int pick = random.nextInt(10);
      if (pick < 4) {
        SignalKind kind = SignalKind.values()[random.nextInt(SignalKind.values().length)];
        desk.signal(desk.signalOf(day, kind, null, "purchases/" + i));
      } else if (pick < 5) {
        desk.late(day, SignalKind.RETURNED, day - random.nextInt(20));
      } else if (pick < 6) {
        desk.story(
            STORIES[random.nextInt(STORIES.length)],
            desk.signalOf(day, SignalKind.SILENT, null, Standing.TIME));
      } else if (pick < 8) {
        Long amount = random.nextInt(5) == 0 ? null : (Long) (random.nextInt(100) - 20L);
        double occurred = random.nextInt(3) == 0 ? day - random.nextInt(15) : day;
        desk.late(day, occurred, amount);
        naive.purchase(Desk.day(day), Desk.day(occurred), amount);
      } else {
        act(random, desk, naive, day, i);
      }
      for (Alert alert : desk.said.subList(said, desk.said.size())) {
        naive.record(alert, desk.state);
      }
    }
  }

  private static void act(Random random, Desk desk, NaiveTickets naive, double day, int number) {
    List<String> ids = desk.until(day - 1e-6).state.ids();
    Kind kind = KINDS[random.nextInt(KINDS.length)];
    boolean isContact = kind == Kind.CONTACTED;
    var action =
        new CrmAction(
            "an",
            Desk.day(day),
            "act" + number,
            kind,
            ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size())),
            null,
            null,
            "hoa",
            null,
            isContact ? Outcome.values()[random.nextInt(4)] : null,
            random.nextInt(4) == 0 ? "PRICE" : null,
            random.nextInt(6) == 0 ? "Coop" : null);
    desk.act(action);
    if (desk.answer().isDone()) {
      naive.action(action, desk.state);
    }
  }
}
