package dev.customerhealth.cli;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Purchase models from a shop's own history. */
@Command(
    name = "fit",
    description = {
      "Fits the purchase models to a shop's own history.",
      "Per segment, by maximum likelihood; writes a complete rules file with the parameters and"
          + " prints them, as JSON in the last line."
    },
    footer = {
      "",
      "A segment with too few customers (50, 20 of them more than once) is not fitted.",
      "",
      "Example:  ./run fit --purchases data/online_retail_ii.csv.gz \\",
      "            --until 2011-01-01T00:00:00Z --out my-rules.yaml"
    })
final class Fit extends Verb {

  /** Longer silence of all customers at once is a wrong date rather than a closed shop. */
  private static final int LONG_AFTER_DAYS = 30;

  @Mixin private HistoryFiles files = new HistoryFiles();

  @Option(
      names = "--until",
      paramLabel = "T",
      required = true,
      description = "Use what happened before T.")
  private Instant until = Instant.EPOCH;

  @Option(
      names = "--out",
      paramLabel = "F",
      defaultValue = "rules-fitted.yaml",
      description = "Rules file to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("rules-fitted.yaml");

  @Override
  int perform() throws Exception {
    long started = System.nanoTime();
    files.check();
    InputFile.writableFile("--out", out);
    Rules given = files.rules();
    Cutoff cutoff = new Cutoff(until, new CalendarDays(given.calendarZone()));
    PurchaseHistories histories = files.read(given, until.toEpochMilli(), err());
    if (histories.customers().isEmpty()) {
      throw new WrongUsage(
          "--until "
              + until
              + ": nothing usable before it, the first row is of "
              + histories.first());
    }
    SegmentFits fits =
        SegmentFits.of(histories, files.inCurrencyOf(histories, given, err()), cutoff, err());
    List<String> warnings = warnings(histories, cutoff);
    RulesFile.write(fits.rules(), out);
    tell(fits, warnings);
    double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    out().println(JsonLine.of(json(fits, histories, warnings, seconds)));
    return DONE;
  }

  private static List<String> warnings(PurchaseHistories histories, Cutoff cutoff) {
    List<String> warnings = new ArrayList<>();
    int silentDays = cutoff.day() - 1 - histories.lastDay(cutoff.calendar());
    if (silentDays > LONG_AFTER_DAYS) {
      warnings.add(
          "the last row is %d days before --until: all customers look as if they had left"
              .formatted(silentDays));
    }
    return warnings;
  }

  private void tell(SegmentFits fits, List<String> warnings) {
    warnings.forEach(warning -> err().println("warning: " + warning));
    fits.segments().stream()
        .filter(
            fit ->
                fit.fitted().customers() > 0 || fit.before().name().equals(Rules.DEFAULT_SEGMENT))
        .forEach(fit -> err().println(fit.text()));
    String what = fits.anyFitted() ? "rules " : "nothing could be fitted, the same rules ";
    err().println(what + fits.rules().version() + ": " + out);
    err().flush();
  }

  private Map<String, Object> json(
      SegmentFits fits, PurchaseHistories histories, List<String> warnings, double seconds) {
    var segments = new LinkedHashMap<String, Object>();
    fits.segments().forEach(fit -> segments.put(fit.before().name(), fit.json()));
    var json = new LinkedHashMap<String, Object>();
    json.put("until", until.toString());
    json.put("out", out.toString());
    json.put("rulesVersion", fits.rules().version());
    json.put("fitted", fits.anyFitted());
    json.put("segments", segments);
    json.put("inputs", histories.json());
    json.put("warnings", warnings);
    json.put("seconds", seconds);
    return json;
  }
}
