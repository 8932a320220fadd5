package dev.customerhealth.cli;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.replay.AlertReplay;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the scores would have been worth. */
@Command(
    name = "backtest",
    description = {
      "Compares the scores as of past days with what happened next.",
      "Prints one JSON object: per cut-off how well silenceRisk and simple baselines told who would"
          + " stay away, among customers with two purchase days or more; and what alerts would have"
          + " been worth, replayed day by day beside a fixed number of silent days."
    },
    footer = {
      "",
      "Example:  ./run backtest --purchases data/online_retail_ii.csv.gz \\",
      "            --cutoff 2011-01-01T00:00:00Z --cutoff 2011-06-01T00:00:00Z --horizon 90 --refit"
    })
final class Backtest extends Verb {

  @Mixin private HistoryFiles files = new HistoryFiles();

  @Option(
      names = "--cutoff",
      paramLabel = "T",
      required = true,
      description = "Score as of T; may be given several times.")
  private List<Instant> cutoffs = List.of();

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      required = true,
      description = "Days after the cut-off in which a purchase counts as coming back, 1 to 730.")
  private int horizonDays;

  @Option(
      names = "--refit",
      description = "Fit the models anew on what happened before each cut-off.")
  private boolean refit;

  @Mixin private AlertOptions alerts = new AlertOptions();

  @Override
  int perform() throws Exception {
    long started = System.nanoTime();
    files.check();
    alerts.check();
    if (horizonDays < 1 || horizonDays > 730) {
      throw new WrongUsage("--horizon must be 1 to 730 days");
    }
    Rules rules = files.rules();
    PurchaseHistories histories = files.read(rules, Long.MAX_VALUE, err());
    cutoffs.forEach(cutoff -> requireWithin(cutoff, histories));
    var calendar = new CalendarDays(rules.calendarZone());
    AlertWindow window = alerts.window(cutoffs, histories, calendar, horizonDays);
    List<BacktestRun> runs = new ArrayList<>();
    for (Instant cutoff : cutoffs) {
      runs.add(run(new Cutoff(cutoff, calendar), rules, histories));
    }
    AlertsRun replayed = AlertsRun.of(histories, rules, window, refit, runs, err());
    err().println(replayed.text());
    BudgetRun budget = budget(replayed, histories);
    double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    out().println(JsonLine.of(json(runs, replayed, budget, rules, histories, seconds)));
    return DONE;
  }

  private static void requireWithin(Instant cutoff, PurchaseHistories histories) {
    if (!cutoff.isAfter(histories.first()) || cutoff.isAfter(histories.last())) {
      throw new WrongUsage(
          "--cutoff %s must lie within the data, which is from %s to %s"
              .formatted(cutoff, histories.first(), histories.last()));
    }
  }

  private BacktestRun run(Cutoff cutoff, Rules rules, PurchaseHistories histories)
      throws Exception {
    BacktestRun run = BacktestRun.of(histories, rules, cutoff, horizonDays, refit, err());
    err().println(run.text());
    run.warnings().forEach(warning -> err().println("  warning: " + warning));
    err().flush();
    return run;
  }

  /** Null when none was asked for. */
  private @Nullable BudgetRun budget(AlertsRun replayed, PurchaseHistories histories)
      throws IOException {
    Double asked = alerts.budget();
    if (asked == null) {
      return null;
    }
    AlertReplay replay = replayed.replay();
    if (replay == null) {
      throw new WrongUsage("--budget: no thresholds can be found, " + replayed.reason());
    }
    Rules rules = files.inCurrencyOf(histories, replayed.rules(), err());
    BudgetRun found = BudgetRun.of(replay, rules, asked);
    err().println(found.text());
    Path out = alerts.out();
    if (out != null) {
      RulesFile.write(found.rules(), out);
      err().println("rules " + found.rules().version() + ": " + out);
    }
    err().flush();
    return found;
  }

  private Map<String, Object> json(
      List<BacktestRun> runs,
      AlertsRun replayed,
      @Nullable BudgetRun budget,
      Rules rules,
      PurchaseHistories histories,
      double seconds) {
    var json = new LinkedHashMap<String, Object>();
    json.put("horizonDays", horizonDays);
    json.put("refit", refit);
    json.put("rulesVersion", rules.version());
    json.put("cutoffs", runs.stream().map(BacktestRun::json).toList());
    json.put("alerts", replayed.json());
    if (budget != null) {
      json.put("budget", budget.json(alerts.out()));
    }
    json.put("inputs", histories.json());
    json.put("seconds", seconds);
    return json;
  }
}
