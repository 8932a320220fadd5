package dev.customerhealth.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the scores would have been worth. */
@Command(
    name = "backtest",
    description = {
      "Compares the scores as of past days with what happened next.",
      "Prints one JSON object: per cut-off how well the scores and simple baselines did."
    },
    footer = {
      "",
      "Example:  ./run backtest --purchases data/online_retail_ii.csv.gz \\",
      "            --cutoff 2011-01-01T00:00:00Z --cutoff 2011-06-01T00:00:00Z --horizon 90 --refit"
    })
final class Backtest extends Verb {

  @Option(
      names = "--purchases",
      paramLabel = "F",
      required = true,
      description = "Purchases, CSV (.gz allowed).")
  private @Nullable Path purchases;

  @Option(
      names = "--profiles",
      paramLabel = "F",
      description = "Customer profiles, CSV, for their segments.")
  private @Nullable Path profiles;

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

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  @Option(
      names = "--refit",
      description = "Fit the models anew on what happened before each cut-off.")
  private boolean refit;

  @Override
  int perform() {
    InputFile.readable("--purchases", purchases);
    if (profiles != null) {
      InputFile.readable("--profiles", profiles);
    }
    if (rules != null) {
      InputFile.readable("--rules", rules);
    }
    if (horizonDays < 1 || horizonDays > 730) {
      throw new WrongUsage("--horizon must be 1 to 730 days");
    }
    err().println("backtest: not built yet " + cutoffs + " " + refit);
    return CHECK_FAILED;
  }
}
