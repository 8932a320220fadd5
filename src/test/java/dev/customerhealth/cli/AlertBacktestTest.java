package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertBacktestTest {

  @TempDir Path folder;

  /** Pinned as measured; docs/backtest.md says what they mean. */
  @Test
  void onlineRetailGivesTheFiguresOfTheDocs() throws IOException {
    Path out = folder.resolve("budget.yaml");
    VerbRun run =
        VerbRun.of(
            "backtest",
            "--purchases",
            "data/online_retail_ii.csv.gz",
            "--cutoff",
            "2010-12-01T00:00:00Z",
            "--horizon",
            90,
            "--refit",
            "--alerts-from",
            "2010-12-01T00:00:00Z",
            "--alerts-until",
            "2011-05-01T00:00:00Z",
            "--budget",
            2,
            "--out",
            out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode alerts = run.json().get("alerts");
    assertThat(alerts.get("purchases").asInt()).isEqualTo(4_824);
    assertRow(alerts, "OVERDUE", .3, 4.6, .608, 79);
    assertRow(alerts, "OVERDUE", .5, 1.7, .638, 107);
    assertRow(alerts, "OVERDUE_WITHOUT_OWN_HORIZON", .3, 24.4, .568, 70);
    assertRow(alerts, "OVERDUE_WITHOUT_OWN_HORIZON", .5, 8.0, .693, 93);
    assertSameNumberOfAlarms(row(alerts, "OVERDUE_WITHOUT_OWN_HORIZON", .3));
    assertThat(run.err()).contains("rule", "fixed silence", "SPEND_DROP CALL");
    assertBudget(run.json().get("budget"), out);
  }

  private static void assertRow(
      JsonNode alerts, String rule, double threshold, double rate, double precision, int delay) {
    JsonNode row = row(alerts, rule, threshold);
    assertThat(row.get("alertsPer100Purchases").asDouble()).isCloseTo(rate, within(.5));
    assertThat(row.get("precision").asDouble()).isCloseTo(precision, within(.015));
    assertThat(row.get("medianDelayDays").asDouble()).isCloseTo(delay, within(4.0));
    JsonNode asEarly = row.get("fixedSilenceAsEarly");
    assertThat(asEarly.get("morePrecise").asDouble()).isGreaterThan(.04);
  }

  private static void assertSameNumberOfAlarms(JsonNode row) {
    JsonNode fixed = row.get("fixedSilence");
    assertThat(fixed.get("sameRate").asBoolean()).isTrue();
    assertThat(fixed.get("silentDays").asInt()).isBetween(100, 112);
    assertThat(fixed.get("precision").asDouble()).isCloseTo(.578, within(.015));
  }

  private static JsonNode row(JsonNode alerts, String rule, double threshold) {
    for (JsonNode row : alerts.get("rules")) {
      if (row.get("rule").asText().equals(rule) && row.get("threshold").asDouble() == threshold) {
        return row;
      }
    }
    throw new AssertionError(rule + " at " + threshold + " is not in " + alerts);
  }

  private static void assertBudget(JsonNode budget, Path out) throws IOException {
    assertThat(budget.get("resultingAlertsPer100CustomersPerMonth").asDouble()).isBetween(1.8, 2.0);
    Rules rules = RulesYaml.parse(Files.readString(out));
    OverdueRules found = rules.defaultSegment().overdue();
    assertThat(found.watchRisk()).isEqualTo(budget.get("watchRisk").asDouble()).isBetween(.5, .7);
    assertThat(found.callRisk()).isEqualTo(budget.get("callRisk").asDouble());
    assertThat(rules.version()).isEqualTo("shipped-1-fitted-2010-12-01-budget-2");
    assertThat(rules.segment("wholesale").overdue().watchRisk()).isEqualTo(found.watchRisk());
  }

  /** The last purchase is of day 699: 210 days of outcome end a window on day 491. */
  @Test
  void theWindowEndsWhereOutcomesAreStillKnown() {
    PurchaseFile shop = PurchaseFile.shop(80, "a", "EUR", 5).bought("z", 699, "5", "EUR");

    JsonNode defaults = json(run(shop, 690));
    assertThat(defaults.at("/alerts/until").asText()).isEqualTo(date(491));
    assertThat(defaults.at("/alerts/from").asText()).isEqualTo(date(690 - 365));
    assertThat(json(run(shop, 300)).at("/alerts/until").asText()).isEqualTo(date(300));
    assertThat(run(shop, 690, "--alerts-until", PurchaseFile.start(491)).exitCode()).isZero();
    VerbRun tooLate = run(shop, 690, "--alerts-until", PurchaseFile.start(492));
    assertThat(tooLate.exitCode()).isEqualTo(2);
    assertThat(tooLate.err()).contains("--alerts-until must be " + date(491) + " or earlier");
    assertThat(run(shop, 690, "--scan-days", 119, "--alerts-until", PurchaseFile.start(492)))
        .returns(0, VerbRun::exitCode);
  }

  @Test
  void aShortHistoryGivesNoFiguresAndSaysWhy() {
    PurchaseFile brief = new PurchaseFile().bought("a", 1, "5", "EUR").bought("a", 90, "5", "EUR");
    PurchaseFile shop = PurchaseFile.shop(80, "a", "EUR", 5);

    assertNothing(run(brief, 80), "no repeat purchase in the window");
    assertNothing(run(shop, 690, "--scan-days", 400), "the data ends too early");
    VerbRun budget = run(brief, 80, "--budget", 3);
    assertThat(budget.exitCode()).isEqualTo(2);
    assertThat(budget.err()).contains("--budget: no thresholds can be found");
  }

  private static void assertNothing(VerbRun run, String why) {
    JsonNode alerts = json(run).get("alerts");
    assertThat(alerts.get("reason").asText()).contains(why);
    assertThat(alerts.get("rules")).isEmpty();
    assertThat(run.err()).contains(why);
  }

  @Test
  void moreBudgetLowersTheThresholds() {
    PurchaseFile shop = PurchaseFile.shop(150, "a", "EUR", 5);
    List<Double> watchRisks = new ArrayList<>();
    for (double budget : new double[] {.5, 2, 6, 1000}) {
      JsonNode found = json(run(shop, 490, "--budget", budget)).get("budget");
      watchRisks.add(found.get("watchRisk").asDouble());
      assertThat(found.get("resultingAlertsPer100CustomersPerMonth").asDouble())
          .isLessThanOrEqualTo(budget);
      assertThat(found.get("callRisk").asDouble())
          .isGreaterThanOrEqualTo(found.get("watchRisk").asDouble());
    }
    assertThat(watchRisks).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    assertThat(watchRisks.get(0)).isGreaterThan(watchRisks.get(3));
  }

  @Test
  void optionsThatDoNotFitTogetherAreWrongUsage() {
    PurchaseFile shop = PurchaseFile.shop(20, "a", "EUR", 5);

    assertThat(run(shop, 490, "--out", folder.resolve("r.yaml")).err()).contains("needs --budget");
    assertThat(run(shop, 490, "--budget", 0).exitCode()).isEqualTo(2);
    assertThat(run(shop, 490, "--scan-days", 0).exitCode()).isEqualTo(2);
    assertThat(run(shop, 490, "--defection-days", 731).exitCode()).isEqualTo(2);
    assertThat(run(shop, 490, "--alerts-from", PurchaseFile.start(490)).exitCode()).isEqualTo(2);
  }

  private static JsonNode json(VerbRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json();
  }

  private static String date(int day) {
    return PurchaseFile.FIRST.plusDays(day).toString();
  }

  private VerbRun run(PurchaseFile file, int cutoffDay, Object... more) {
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("backtest", "--purchases", file.write(folder.resolve("p.csv"))));
    args.addAll(List.of("--cutoff", PurchaseFile.start(cutoffDay), "--horizon", 90));
    args.addAll(List.of(more));
    return VerbRun.of(args.toArray());
  }
}
