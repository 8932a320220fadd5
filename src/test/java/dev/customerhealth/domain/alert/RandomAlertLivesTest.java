package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every life, whatever happens in it. */
class RandomAlertLivesTest {

  private static final String ALERTS =
      "alerts: {holdout: 0.3, expireDays: 50, reopenDays: 5, stubDays: 60}";

  private static final Rules RULES = TestRules.with(ALERTS);

  /** Nobody is called for spend. */
  private static final Rules CALM =
      RulesYaml.parse(
          "version: calm\nsegments: {default: {responses: {SPEND_DROP: {severity: WATCH}}}}\n"
              + ALERTS);

  /** From when on that holds, where a test says so. */
  private static final long CALM_MILLIS = Desk.day(60);

  private static final List<AlertReason> STORIES =
      List.of(
          AlertReason.SPEND_DROP,
          AlertReason.POOR_SERVICE_THEN_SILENCE,
          AlertReason.REPEATED_LETDOWN,
          AlertReason.DECLINING_EXPERIENCE,
          AlertReason.COMPETITOR_PULL,
          AlertReason.UNRESOLVED_COMPLAINT);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261122})
  void revisionsAreGaplessMovesLegalAndNoKeyIsOpenTwice(long seed) {
    int records = 0;
    Set<AlertStatus> seen = new HashSet<>();
    for (int life = 0; life < 300; life++) {
      Desk desk = played(script(seed * 1000 + life), false, CustomerAlerts.BEFORE_ALL);
      check(desk.said, "seed " + seed + ", life " + life);
      records += desk.said.size();
      desk.said.forEach(alert -> seen.add(alert.status()));
    }
    // A generator that never gets far would prove nothing.
    assertThat(records).isGreaterThan(5000);
    assertThat(seen).hasSize(AlertStatus.values().length - 1).doesNotContain(AlertStatus.QUEUED);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void aReplayGivesTheSameRecordsHoweverOftenTimeIsPassed(long seed) {
    for (int life = 0; life < 100; life++) {
      List<Step> script = script(seed * 1000 + life);
      Desk once = played(script, false, Desk.day(40));
      Desk again = played(script, true, Desk.day(40));
      assertThat(again.said)
          .as("seed %d, life %d", seed, life)
          .containsExactlyElementsOf(once.said);
      assertThat(again.answers).as("seed %d, life %d", seed, life).isEqualTo(once.answers);
      assertThat(again.shares).as("seed %d, life %d", seed, life).isEqualTo(once.shares);
      check(once.said, "seed " + seed + ", life " + life);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void aLowerSeverityComesBeforeWhateverElseMovesACall(long seed) {
    RulesByTime rules = millis -> millis < CALM_MILLIS ? RULES : CALM;
    int eased = 0;
    for (int life = 0; life < 100; life++) {
      String where = "seed " + seed + ", life " + life;
      List<Step> script = script(seed * 1000 + life);
      Desk once = played(script, false, Desk.day(40), rules);
      Desk again = played(script, true, Desk.day(40), rules);
      assertThat(again.said).as(where).containsExactlyElementsOf(once.said);
      check(once.said, where);
      Map<String, Alert> last = new HashMap<>();
      for (Alert alert : once.said) {
        Alert before = last.put(alert.id(), alert);
        if (before != null && isCall(before) && isSwitched(before, alert)) {
          assertThat(alert.severity()).as(where).isEqualTo(Severity.WATCH);
          assertThat(alert.standing().cause()).as(where).isEqualTo(Standing.RULES);
          eased++;
        }
      }
    }
    assertThat(eased).isGreaterThanOrEqualTo(15);
  }

  private static boolean isSwitched(Alert before, Alert after) {
    return before.standing().atMillis() < CALM_MILLIS && after.standing().atMillis() >= CALM_MILLIS;
  }

  private static boolean isCall(Alert alert) {
    return alert.key().reason() == AlertReason.SPEND_DROP
        && alert.isLive()
        && alert.severity() == Severity.CALL;
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void withTheBudgetInBetweenRevisionsStayGaplessAndMovesLegal(long seed) {
    var random = new Random(seed);
    int queued = 0;
    for (int life = 0; life < 200; life++) {
      Desk desk = played(script(seed * 1000 + life), false, CustomerAlerts.BEFORE_ALL);
      var gate = new ReleaseGate();
      var queue = new OwnerQueue();
      var published = new ArrayList<Alert>();
      var newest = new HashMap<String, Alert>();
      long day = 0;
      for (Alert alert : desk.said) {
        long now = alert.standing().atMillis();
        // A day ends before the next one begins, with or without room for a call.
        if (now / Desk.DAY != day && random.nextInt(3) == 0) {
          for (var call : queue.closeDay(new DailyBudget(1))) {
            var released = gate.release(call.alertId(), now, RULES);
            assertThat(released)
                .as("seed %d, life %d: a place for nothing", seed, life)
                .isPresent();
            published.add(released.get());
          }
        } else if (now / Desk.DAY != day) {
          queue.closeDay(new DailyBudget(0));
        }
        day = now / Desk.DAY;
        Alert shown = gate.life(alert, RULES);
        published.add(shown);
        queued += shown.status() == AlertStatus.QUEUED ? 1 : 0;
        if (alert.holdout() && shown.severity() == Severity.CALL) {
          assertThat(shown.status())
              .as("seed %d, life %d", seed, life)
              .isNotIn(AlertStatus.OPEN, AlertStatus.ESCALATED);
        }
        Alert before = newest.put(alert.id(), alert);
        if (shown.severity() == Severity.WATCH && before != null) {
          queue.note(CallNote.noCall(before));
        }
        if (shown.severity() == Severity.CALL) {
          boolean atOnce = queue.note(CallNote.of(alert, RULES.alerts().bypass()));
          boolean waits = queue.waiting.containsKey(alert.id());
          boolean isQueued = shown.status() == AlertStatus.QUEUED && alert.wantsCall();
          assertThat(atOnce && isQueued).as("seed %d, life %d", seed, life).isFalse();
          assertThat(waits).as("seed %d, life %d: %s", seed, life, shown).isEqualTo(isQueued);
        }
      }
      check(published, "seed " + seed + ", life " + life);
      for (Alert alert : published) {
        Long due = alert.standing().dueMillis();
        assertThat(due == null || alert.standing().atMillis() < due)
            .as("seed %d, life %d: due in the past: %s", seed, life, alert)
            .isTrue();
      }
    }
    assertThat(queued).isGreaterThan(500);
  }

  private record Step(double day, Consumer<Desk> input) {}

  private static void check(List<Alert> said, String where) {
    Map<String, Alert> last = new HashMap<>();
    for (Alert alert : said) {
      Alert before = last.put(alert.id(), alert);
      assertThat(alert.standing().revision())
          .as(where)
          .isEqualTo(before == null ? 1 : before.standing().revision() + 1);
      assertThat(alert.standing().previousStatus())
          .as(where)
          .isEqualTo(before == null ? null : before.status());
      if (before != null) {
        assertThat(isLegal(before.status(), alert.status()))
            .as("%s: %s to %s", where, before.status(), alert.status())
            .isTrue();
        assertThat(alert.standing().atMillis())
            .isGreaterThanOrEqualTo(before.standing().atMillis());
        assertThat(alert.holdout() || !before.holdout()).as(where).isTrue();
        boolean mayBeLess =
            before.status().isEnded() || alert.standing().cause().equals(Standing.RULES);
        assertThat(alert.severity())
            .isGreaterThanOrEqualTo(mayBeLess ? Severity.WATCH : before.severity());
      }
      boolean closed = alert.status().isEnded() || alert.status() == AlertStatus.LOST;
      assertThat(alert.standing().closedMillis() != null).as(where).isEqualTo(closed);
      assertThat(alert.standing().resolution() != null)
          .as(where)
          .isEqualTo(alert.status() == AlertStatus.RESOLVED);
      assertThat(alert.standing().snoozedUntilMillis() != null)
          .as(where)
          .isEqualTo(alert.status() == AlertStatus.SNOOZED);
      atMostOneOpenPerKey(last, where);
    }
    // Records of one instant come one after the other: only when all are out one alert is primary.
    List<Alert> live = last.values().stream().filter(Alert::isLive).toList();
    assertThat(live.stream().filter(Alert::primary)).as(where).hasSize(live.isEmpty() ? 0 : 1);
    assertThat(live.stream().map(Alert::groupId).distinct()).as(where).hasSizeLessThan(2);
  }

  private static void atMostOneOpenPerKey(Map<String, Alert> last, String where) {
    List<AlertKey> open =
        last.values().stream()
            .filter(a -> !a.status().isEnded())
            .filter(a -> a.status() != AlertStatus.LOST)
            .map(Alert::key)
            .toList();
    assertThat(open).as(where).doesNotHaveDuplicates();
  }

  private static boolean isLegal(AlertStatus from, AlertStatus to) {
    return List.of(AlertMove.values()).stream().anyMatch(move -> move.from(from) == to);
  }

  private static Desk played(List<Step> script, boolean restless, long alertsFromMillis) {
    return played(script, restless, alertsFromMillis, RulesByTime.always(RULES));
  }

  private static Desk played(
      List<Step> script, boolean restless, long alertsFromMillis, RulesByTime rules) {
    var desk = new Desk(rules, alertsFromMillis);
    double before = 0;
    for (Step step : script) {
      // Up to just before the next input: of one instant, inputs come before what time brings.
      for (double day = before + .3; restless && day < step.day() - 1e-6; day += .3) {
        desk.until(day);
      }
      before = step.day();
      step.input().accept(desk);
    }
    return desk.until(300);
  }

  private static List<Step> script(long seed) {
    var random = new Random(seed);
    var steps = new ArrayList<Step>();
    double day = 0;
    for (int i = 0; i < 60; i++) {
      day += random.nextInt(5) == 0 ? 0 : random.nextInt(80) / 16.0;
      steps.add(new Step(day, step(random, day)));
    }
    return steps;
  }

  private static Consumer<Desk> step(Random random, double day) {
    int pick = random.nextInt(10);
    int choice = random.nextInt(1000);
    if (pick < 5) {
      SignalKind[] kinds = SignalKind.values();
      SignalKind kind = kinds[choice % kinds.length];
      String line = choice % 3 == 0 ? "wine" : null;
      boolean eases = kind == SignalKind.SPEND_EASED || kind == SignalKind.OVERDUE_EASED;
      String cause = eases || choice % 50 == 0 ? Standing.RULES : "purchases/" + choice;
      return desk -> desk.signal(desk.signalOf(day, kind, line, cause));
    }
    if (pick < 6) {
      return desk -> desk.late(day, SignalKind.RETURNED, day - choice % 20);
    }
    if (pick < 7) {
      AlertReason reason = STORIES.get(choice % STORIES.size());
      return desk -> desk.story(reason, desk.signalOf(day, SignalKind.SILENT, null, Standing.TIME));
    }
    Kind[] kinds = Kind.values();
    Kind kind = kinds[choice % (kinds.length - 1)];
    Outcome outcome = Outcome.values()[choice % 4];
    return desk -> {
      // Aims at what is there, so time must have come so far.
      List<String> ids = desk.until(day - 1e-6).state.ids();
      String id = ids.isEmpty() ? "none" : ids.get(choice % ids.size());
      desk.act(desk.action(day, kind, id, null, outcome));
    };
  }
}
