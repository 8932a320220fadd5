package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.ShippedModel;
import dev.customerhealth.domain.rules.Rules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitTest {

  @TempDir Path folder;

  @Test
  void givesThePublishedFiguresOnCdnow() throws IOException {
    Path sample =
        Path.of(System.getProperty("shared.dir", "../shared"), "data", "cdnow_sample.csv.gz");
    assumeTrue(Files.exists(sample), "CDNOW is not here");
    VerbRun run = fit(zerosEmptied(sample), "1997-10-01T00:00:00Z");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode segment = run.json().at("/segments/default");
    assertThat(segment.at("/customers").asInt()).isEqualTo(2357);
    assertModel(segment.at("/bg"), -9582.4, .243, 4.414, .793, 2.426);
    assertModel(segment.at("/mbg"), -9582.1, .525, 6.183, .891, 1.614);
    assertThat(run.err())
        .contains("r 0.243  alpha 4.414  a 0.793  b 2.426  LL -9582.4")
        .contains("r 0.525  alpha 6.183  a 0.891  b 1.614  LL -9582.1");
  }

  @Test
  void aShortHistoryGivesFiniteParametersAndRulesThatCanBeRead() throws IOException {
    VerbRun run = fit(Path.of("data/online_retail_ii.csv.gz"), "2010-09-01T00:00:00Z");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().at("/segments/default/bg/b").asDouble()).isBetween(1e-6, 200.0);
    assertThat(written().defaultSegment().paramsSource()).isEqualTo("FITTED 2010-09-01");
    assertThat(run.json().at("/inputs/purchases/read").asInt()).isEqualTo(44_876);
    assertThat(run.json().at("/inputs/purchases/rejected").asInt()).isZero();
  }

  @Test
  void theRulesFileHoldsTheFitAndEverythingElseAsItWas() throws IOException {
    VerbRun run = fit(shop(200).write(folder.resolve("p.csv")), PurchaseFile.start(600));

    assertThat(run.exitCode()).as(run.err()).isZero();
    Rules shipped = RulesYaml.shipped();
    Rules rules = written();
    CadenceModel fitted = rules.defaultSegment().cadence();
    assertThat(fitted).isNotEqualTo(ShippedModel.MODEL);
    assertThat(rules.version()).isEqualTo("shipped-1-fitted-2021-08-23");
    assertThat(rules.segment("retail").cadence()).isEqualTo(fitted);
    assertThat(rules.withVersion(shipped.version()).segment("retail").spendDrop())
        .isEqualTo(shipped.segment("retail").spendDrop());
    assertThat(run.json().at("/segments/default/bg/r").asDouble()).isEqualTo(fitted.bg().r());
    assertThat(run.json().at("/segments/retail/outcome").asText()).isEqualTo("INHERITED");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void fittingAgainRenamesTheRulesOnlyOnce() throws IOException {
    Path purchases = shop(100).write(folder.resolve("p.csv"));
    fit(purchases, PurchaseFile.start(600));
    Path first = Files.move(folder.resolve("fitted.yaml"), folder.resolve("first.yaml"));

    VerbRun run = fit(purchases, PurchaseFile.start(601), "--rules", first);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(written().version()).isEqualTo("shipped-1-fitted-2021-08-24");
  }

  @Test
  void aLongVersionStaysWithinItsLimit() throws IOException {
    String version = "v".repeat(64);
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, RulesYaml.write(RulesYaml.shipped().withVersion(version)));
    fit(shop(100).write(folder.resolve("p.csv")), PurchaseFile.start(600), "--rules", rules);

    assertThat(written().version()).hasSize(64).endsWith("v-fitted-2021-08-23");
  }

  @Test
  void whatHappensFromTheCutOffOnChangesNothing() {
    PurchaseFile before = shop(100);
    Path purchases = before.write(folder.resolve("p.csv"));
    JsonNode plain = fit(purchases, PurchaseFile.start(500)).json();
    before.row("late", PurchaseFile.start(500).toString(), "at-the-cut-off", "5", "EUR");
    before.row("a1", PurchaseFile.start(501).toString(), "after-it", "5", "EUR");
    JsonNode more = fit(before.write(purchases), PurchaseFile.start(500)).json();

    assertThat(more.at("/segments/default/bg")).isEqualTo(plain.at("/segments/default/bg"));
    assertThat(more.at("/inputs/purchases/ignored").asInt())
        .isEqualTo(plain.at("/inputs/purchases/ignored").asInt() + 2);
  }

  @Test
  void theOrderOfRowsAndRepeatedRowsChangeNothing() {
    Path purchases = shop(100).write(folder.resolve("p.csv"));
    JsonNode plain = fit(purchases, PurchaseFile.start(600)).json();
    PurchaseFile mixed = shop(100).twice().shuffled(3);
    JsonNode same = fit(mixed.write(purchases), PurchaseFile.start(600)).json();

    assertThat(same.at("/segments/default/mix")).isEqualTo(plain.at("/segments/default/mix"));
    JsonNode rows = same.at("/inputs/purchases");
    assertThat(rows.get("read").asInt()).isEqualTo(mixed.size());
    assertThat(rows.get("duplicates").asInt()).isEqualTo(rows.get("used").asInt());
    assertAccounted(rows);
  }

  @Test
  void badRowsAreCountedByReasonAndStopNothing() {
    PurchaseFile file = shop(100);
    file.row("a1", "yesterday", "bad-1", "5", "EUR");
    file.row("a1", "yesterday", "bad-2", "5", "EUR");
    file.row("", PurchaseFile.start(9).toString(), "bad-3", "5", "EUR");
    VerbRun run = fit(file.write(folder.resolve("p.csv")), PurchaseFile.start(600));

    assertThat(run.exitCode()).isZero();
    JsonNode rows = run.json().at("/inputs/purchases");
    assertThat(rows.at("/rejected").asInt()).isEqualTo(3);
    assertThat(rows.at("/rejectedReasons/INVALID_TIME").asInt()).isEqualTo(2);
    assertThat(run.err()).contains("3 rows rejected", "INVALID_TIME 2 (first: line ");
    assertAccounted(rows);
  }

  @Test
  void segmentsAreFittedApartAndSmallOnesKeepTheirsWithTheReason() throws IOException {
    PurchaseFile file = shop(100).and(PurchaseFile.shop(100, "r", "EUR", 2));
    file.and(PurchaseFile.shop(5, "w", "EUR", 3));
    StringBuilder profiles = new StringBuilder("customer_id,event_time,segment\n");
    for (int i = 0; i < 100; i++) {
      profiles.append("r").append(i).append(",2020-01-01T00:00:00Z,retail\n");
      // Written down after the cut-off: still the best that is known.
      profiles.append("w").append(i).append(",2022-01-01T00:00:00Z,special\n");
    }
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        "version: mine\nsegments: {default: {}, retail: {}, special: {cadence: {typicalGapDays: 50}}}");
    VerbRun run =
        fit(
            file.write(folder.resolve("p.csv")),
            PurchaseFile.start(600),
            "--rules",
            rules,
            "--profiles",
            Files.writeString(folder.resolve("profiles.csv"), profiles));

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode segments = run.json().get("segments");
    assertThat(segments.at("/default/customers").asInt()).isEqualTo(100);
    assertThat(segments.at("/retail/outcome").asText()).isEqualTo("FITTED");
    assertThat(segments.at("/special/outcome").asText()).isEqualTo("KEPT");
    assertThat(segments.at("/special/reason").asText()).startsWith("5 customers");
    assertThat(run.err()).contains("segment special keeps its parameters (SHIPPED): 5 customers");
    Rules written = written();
    assertThat(written.segment("special").cadence().typicalGapDays()).isEqualTo(50);
    assertThat(written.segment("retail").cadence())
        .isNotEqualTo(written.defaultSegment().cadence());
  }

  @Test
  void whoRefusesAnalyticsIsLeftOut() throws IOException {
    Path profiles = folder.resolve("profiles.csv");
    Files.writeString(
        profiles, "customer_id,event_time,consent_analytics\na1,2020-01-01T00:00:00Z,false\n");
    Path purchases = shop(100).write(folder.resolve("p.csv"));
    VerbRun run = fit(purchases, PurchaseFile.start(600), "--profiles", profiles);

    assertThat(run.json().at("/segments/default/customers").asInt()).isEqualTo(99);
    assertThat(run.json().at("/inputs/customersWithoutConsent").asInt()).isEqualTo(1);
  }

  @Test
  void visitsAreTheRhythmWhereTheRulesSaySo() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "version: v\nsegments: {default: {basis: VISIT}}");
    Path purchases = shop(100).write(folder.resolve("p.csv"));
    VerbRun blind = fit(purchases, PurchaseFile.start(600), "--rules", rules);
    assertThat(blind.json().at("/fitted").asBoolean()).isFalse();
    assertThat(blind.err()).contains("give --visits");

    Path visits = folder.resolve("v.csv");
    Files.writeString(
        visits, Files.readString(purchases).replaceFirst("transaction_id", "visit_id"));
    VerbRun seeing = fit(purchases, PurchaseFile.start(600), "--rules", rules, "--visits", visits);
    assertThat(seeing.json().at("/segments/default/customers").asInt()).isEqualTo(100);
  }

  @Test
  void tooFewCustomersLeaveTheRulesAsTheyWereAndSayWhy() throws IOException {
    VerbRun run = fit(shop(10).write(folder.resolve("p.csv")), PurchaseFile.start(600));

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().at("/fitted").asBoolean()).isFalse();
    assertThat(run.json().at("/segments/default/reason").asText()).startsWith("10 customers");
    assertThat(written()).isEqualTo(RulesYaml.shipped().withHomeCurrency("EUR"));
  }

  @Test
  void wrongUsageIsToldBeforeTheWork() throws IOException {
    Path purchases = shop(10).write(folder.resolve("p.csv"));
    Path junk = Files.writeString(folder.resolve("junk.csv"), "a,b\n1,2\n");
    Path bad = folder.resolve("bad.csv");
    Files.writeString(bad, "customer_id,event_time,transaction_id,amount,currency\na,b,c,d,e\n");

    assertWrong(fit(purchases, "2019-01-01T00:00:00Z"), "nothing usable before it");
    assertWrong(fit(junk, "2020-01-01T00:00:00Z"), "missing column");
    assertWrong(fit(bad, "2020-01-01T00:00:00Z"), "no purchase that can be used: INVALID_TIME 1");
    assertWrong(fit(purchases, "2021-01-01"), "is not a time");
    assertWrong(VerbRun.of("fit", "--purchases", purchases), "--until");
    assertWrong(
        VerbRun.of(
            "fit", "--purchases", purchases, "--until", "2021-01-01T00:00:00Z", "--out", folder),
        "is a folder");
    assertWrong(
        fit(purchases, "2021-01-01T00:00:00Z", "--rules", junk),
        "--rules: " + junk + " has faults");
  }

  private static void assertWrong(VerbRun run, String what) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(what);
    assertThat(run.out()).isEmpty();
  }

  private static void assertAccounted(JsonNode rows) {
    assertThat(rows.get("read").asInt())
        .isEqualTo(
            rows.get("used").asInt()
                + rows.get("duplicates").asInt()
                + rows.get("rejected").asInt()
                + rows.get("ignored").asInt());
  }

  private static void assertModel(JsonNode model, double logLikelihood, double... expected) {
    List<String> names = List.of("r", "alpha", "a", "b");
    for (int i = 0; i < names.size(); i++) {
      assertThat(model.get(names.get(i)).asDouble()).isCloseTo(expected[i], within(5e-4));
    }
    assertThat(model.get("logLikelihood").asDouble()).isCloseTo(logLikelihood, within(.05));
  }

  private VerbRun fit(Path purchases, Object until, Object... more) {
    Object[] args = new Object[7 + more.length];
    Object[] fixed = {
      "fit", "--purchases", purchases, "--until", until, "--out", folder.resolve("fitted.yaml")
    };
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return VerbRun.of(args);
  }

  private Rules written() throws IOException {
    return RulesYaml.parse(Files.readString(folder.resolve("fitted.yaml")));
  }

  private static PurchaseFile shop(int customers) {
    return PurchaseFile.shop(customers, "a", "EUR", 1);
  }

  private Path zerosEmptied(Path gzipped) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(gzipped));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> lines =
          reader.lines().map(line -> line.replaceFirst(",0(\\.0+)?,USD", ",,USD")).toList();
      return Files.write(folder.resolve("cdnow.csv"), lines);
    }
  }
}
