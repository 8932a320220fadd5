package dev.customerhealth.cli;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same topology over files: backfill, what-if, tests. */
@Command(
    name = "score",
    description = "Scores customers from CSV files, as of a day.",
    footer = {
      "",
      "T is a time with offset (2011-06-01T00:00:00Z) or epoch milliseconds.",
      "",
      "Example:  ./run score --purchases data/online_retail_ii.csv.gz \\",
      "            --until 2011-06-01T00:00:00Z --out scores   # then open scores/scores.csv"
    })
final class Score extends Verb {

  @Mixin private InputFiles inputs = new InputFiles();

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Days that silenceRisk looks ahead, 1 to 730 (default: the rules').")
  private @Nullable Integer horizonDays;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = {
        "Event time stops here, exclusive; later rows are ignored",
        "(default: the start of the day after the last event)."
      })
  private @Nullable Instant until;

  @Option(
      names = "--every-update",
      description = "Write every score of every customer, not only the last.")
  private boolean everyUpdate;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for scores.csv and the *.jsonl; made if missing.")
  private Path out = Path.of(".");

  @Override
  int perform() {
    inputs.given();
    if (rules != null) {
      InputFile.readable("--rules", rules);
    }
    if (horizonDays != null && (horizonDays < 1 || horizonDays > 730)) {
      throw new WrongUsage("--horizon must be 1 to 730 days");
    }
    InputFile.writableFolder("--out", out);
    err().println("score: not built yet " + until + " " + everyUpdate);
    return CHECK_FAILED;
  }
}
