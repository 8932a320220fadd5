package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestVerbTest {

  @TempDir Path folder;

  @Test
  void ranksOnlineRetailAsMeasured() {
    VerbRun run =
        VerbRun.of(
            "backtest",
            "--purchases",
            "data/online_retail_ii.csv.gz",
            "--cutoff",
            "2011-01-01T00:00:00Z",
            "--cutoff",
            "2011-06-01T00:00:00Z",
            "--horizon",
            90,
            "--refit");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertCutoff(run.json().at("/cutoffs/0"), 2856, .745, .677, .523);
    assertCutoff(run.json().at("/cutoffs/1"), 3315, .790, .732, .632);
    assertThat(run.json().at("/cutoffs/0/baselines/spendDrop/auc").asDouble())
        .isCloseTo(.78, within(.02));
    assertThat(run.json().at("/cutoffs/1/params/default/paramsSource").asText())
        .isEqualTo("FITTED 2011-06-01");
    assertThat(run.json().at("/inputs/purchases/used").asInt()).isEqualTo(44_876);
  }

  private static void assertCutoff(
      JsonNode cutoff, int n, double atLeast, double recency, double ownGap) {
    assertThat(cutoff.get("n").asInt()).isEqualTo(n);
    assertThat(cutoff.get("baseRate").asDouble()).isCloseTo(.567, within(.0005));
    assertThat(cutoff.get("auc").asDouble()).isGreaterThanOrEqualTo(atLeast);
    assertThat(cutoff.get("horizonComplete").asBoolean()).isTrue();
    JsonNode baselines = cutoff.get("baselines");
    assertThat(baselines.at("/recency/auc").asDouble()).isCloseTo(recency, within(.005));
    assertThat(baselines.at("/ownGap/auc").asDouble()).isCloseTo(ownGap, within(.005));
    assertThat(cutoff.at("/alerts/0/threshold").asDouble()).isEqualTo(.5);
    assertThat(cutoff.at("/alerts/0/precision").asDouble()).isBetween(.7, 1.0);
    assertThat(cutoff.at("/alerts/0/alertsPer100Customers").asDouble()).isBetween(5.0, 50.0);
  }

  @Test
  void shippedParametersAreUsedAsTheyAreWithoutRefit() {
    JsonNode cutoff = backtest(PurchaseFile.shop(60, "a", "VND", 5), 500, 90).at("/cutoffs/0");

    assertThat(cutoff.at("/params/default/paramsSource").asText()).isEqualTo("SHIPPED");
    assertThat(cutoff.get("rulesVersion").asText()).isEqualTo("shipped-1");
  }

  @Test
  void theCurrencyMakesNoDifferenceWhenThereIsOnlyOne() {
    JsonNode dong = backtest(PurchaseFile.shop(100, "a", "VND", 5), 500, 90).at("/cutoffs/0");
    JsonNode pound = backtest(PurchaseFile.shop(100, "a", "GBP", 5), 500, 90).at("/cutoffs/0");

    assertThat(dong.at("/baselines/spendDrop/n").asInt()).isPositive();
    assertThat(dong.get("baselines")).isEqualTo(pound.get("baselines"));
    assertThat(dong.get("unknownCurrency").asInt()).isZero();
  }

  /** Spend falls from four at 10 to one at 10, told by the second customer's drop alone. */
  @Test
  void mixedCurrenciesAreConvertedByTheRatesElseTheDropIsUnknown() throws IOException {
    PurchaseFile file = buyer(buyer(new PurchaseFile(), "mixed", "USD"), "plain", "GBP");
    file.bought("other", 400, "1", "GBP");
    assertThat(backtest(file, 200, 90).at("/cutoffs/0/baselines/spendDrop/n").asInt()).isEqualTo(1);
    assertThat(backtest(file, 200, 90).at("/cutoffs/0/unknownCurrency").asInt()).isEqualTo(1);

    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "version: v\ncurrency: {rates: {USD: 0.8}}\nsegments: {default: {}}");
    JsonNode rated = backtest(file, 200, 90, "--rules", rules).at("/cutoffs/0");
    assertThat(rated.at("/baselines/spendDrop/n").asInt()).isEqualTo(2);
    assertThat(rated.get("unknownCurrency").asInt()).isZero();
  }

  private static PurchaseFile buyer(PurchaseFile file, String customer, String lastCurrency) {
    for (int day = 30; day < 100; day += 15) {
      file.bought(customer, day, "10", "GBP");
    }
    return file.bought(customer, 150, "10", lastCurrency);
  }

  /**
   * c0 takes back a purchase of the base, after the cut-off: its drop must stay that of the others.
   */
  @Test
  void aReturnAfterTheCutOffIsNotKnownYet() throws IOException {
    PurchaseFile file = new PurchaseFile();
    for (int customer = 0; customer < 4; customer++) {
      buyer(file, "c" + customer, "GBP");
      file.bought("c" + customer, customer < 2 ? 250 : 400, "10", "GBP");
    }
    String rows = Files.readString(file.write(folder.resolve("p.csv")));
    Path before = withReturn(rows, 190);
    assertThat(run(before, 200, 90).json().at("/cutoffs/0/baselines/spendDrop/auc").asDouble())
        .isEqualTo(.75);
    Path after = withReturn(rows, 210);
    assertThat(run(after, 200, 90).json().at("/cutoffs/0/baselines/spendDrop/auc").asDouble())
        .isEqualTo(.5);
  }

  private Path withReturn(String rows, int day) throws IOException {
    String header = "customer_id,event_time,transaction_id,amount,currency";
    String open = rows.replace("GBP\n", "GBP,\n").replace(header, header + ",reverses");
    String back = "c0," + PurchaseFile.timeOf(day) + ",back,-10,GBP,t0\n";
    return Files.writeString(folder.resolve("returns.csv"), open + back);
  }

  @Test
  void withoutCustomersToJudgeFiguresAreNullAndTheReasonIsGiven() {
    PurchaseFile file = new PurchaseFile();
    file.bought("once", 10, "5", "GBP").bought("later", 400, "5", "GBP");
    JsonNode cutoff = backtest(file, 200, 90).at("/cutoffs/0");

    assertThat(cutoff.get("n").asInt()).isZero();
    assertThat(cutoff.get("customers").asInt()).isEqualTo(1);
    assertThat(cutoff.get("auc").isNull()).isTrue();
    assertThat(cutoff.get("baseRate").isNull()).isTrue();
    assertThat(cutoff.at("/alerts/0/precision").isNull()).isTrue();
    assertThat(cutoff.get("reason").asText()).contains("no customer with two");
  }

  @Test
  void aHorizonThatTheDataDoesNotReachIsSaid() {
    PurchaseFile file = PurchaseFile.shop(60, "a", "EUR", 5);
    JsonNode cutoff = backtest(file, 650, 90).at("/cutoffs/0");

    assertThat(cutoff.get("horizonComplete").asBoolean()).isFalse();
    assertThat(cutoff.at("/warnings/0").asText()).contains("days after the cut-off");
    assertThat(backtest(file, 500, 90).at("/cutoffs/0/horizonComplete").asBoolean()).isTrue();
  }

  /** The data ends on day 290: 90 days from day 201 on, and not one more. */
  @Test
  void theHorizonEndsWithTheDataOnItsLastDay() {
    PurchaseFile file = new PurchaseFile().bought("a", 10, "5", "GBP").bought("a", 290, "5", "GBP");

    assertThat(backtest(file, 201, 90).at("/cutoffs/0/horizonComplete").asBoolean()).isTrue();
    assertThat(backtest(file, 202, 90).at("/cutoffs/0/horizonComplete").asBoolean()).isFalse();
  }

  @Test
  void aCutOffInsideADayDividesIt() {
    PurchaseFile file = new PurchaseFile().bought("a", 10, "5", "GBP").bought("a", 20, "5", "GBP");
    file.bought("b", 10, "5", "GBP").bought("b", 19, "5", "GBP").bought("b", 300, "5", "GBP");
    Path purchases = file.write(folder.resolve("p.csv"));

    JsonNode known = cutoffAt(purchases, PurchaseFile.timeOf(20).plusMillis(1).toString());
    assertThat(known.get("n").asInt()).isEqualTo(2);
    assertThat(known.get("baseRate").asDouble()).isEqualTo(1);
    JsonNode unknown = cutoffAt(purchases, PurchaseFile.timeOf(20).toString());
    assertThat(unknown.get("n").asInt()).isEqualTo(1);
  }

  private static JsonNode cutoffAt(Path purchases, String time) {
    return VerbRun.of("backtest", "--purchases", purchases, "--cutoff", time, "--horizon", 90)
        .json()
        .at("/cutoffs/0");
  }

  @Test
  void aCutOffOutsideTheDataIsWrongUsage() {
    Path purchases = PurchaseFile.shop(60, "a", "EUR", 5).write(folder.resolve("p.csv"));

    for (int day : new int[] {-100, 2_000}) {
      VerbRun run = run(purchases, day, 90);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--cutoff", "must lie within the data");
      assertThat(run.out()).isEmpty();
    }
    assertThat(run(purchases, 300, 731).exitCode()).isEqualTo(2);
  }

  private JsonNode backtest(PurchaseFile file, int day, int horizonDays, Object... more) {
    VerbRun run = run(file.write(folder.resolve("p.csv")), day, horizonDays, more);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json();
  }

  private static VerbRun run(Path purchases, int day, int horizonDays, Object... more) {
    Object[] fixed = {
      "backtest",
      "--purchases",
      purchases,
      "--cutoff",
      PurchaseFile.start(day),
      "--horizon",
      horizonDays
    };
    Object[] args = new Object[fixed.length + more.length];
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return VerbRun.of(args);
  }
}
