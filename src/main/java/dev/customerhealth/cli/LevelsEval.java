package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.experience.LevelsEvaluation;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the levels read people right. */
@Command(
    name = "levels-eval",
    description = {
      "Compares the experience that the model reads from feedback with the customers' own ratings.",
      "Prints one JSON object: n, spearman, aucLow (lowest two fifths of the scale against the rest),",
      "meanByRating, coverage (share with any cue), seconds."
    },
    footer = {
      "",
      "The file needs feedback_id and rating; comment, lang and the scale are used when they are there.",
      "",
      "Example:  ./run levels-eval --feedback reviews.csv.gz --text-only"
    })
final class LevelsEval extends Verb {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS_PER_SECOND = 1e9;

  @Option(
      names = "--feedback",
      paramLabel = "F",
      required = true,
      description = "Feedback, CSV (.gz allowed).")
  private @Nullable Path feedback;

  @Option(
      names = "--text-only",
      description = "Hide the answers from the model: it sees the comment alone.")
  private boolean textOnly;

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  @Override
  int perform() throws IOException {
    Path file = InputFile.readable("--feedback", feedback);
    ExperienceRules experience = RulesFile.read(rules).experience();
    long start = System.nanoTime();
    var evaluation =
        new LevelsEvaluation(
            new FeedbackCues(experience), new ExperienceModel(experience), textOnly);
    long unusable = read(file, evaluation);
    if (unusable > 0) {
      err().println(unusable + " rows left out: they are broken, or have no rating");
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    out().println(JSON.writeValueAsString(report(evaluation.result(), seconds)));
    return DONE;
  }

  /** Rows that could not be used. */
  private long read(Path file, LevelsEvaluation evaluation) throws IOException {
    var progress = new Progress(err(), rows -> "read " + rows + " texts ...");
    long unusable = 0;
    long rows = 0;
    try (var ratings = RatedFeedback.open(file)) {
      while (ratings.hasNext()) {
        var row = ratings.next();
        progress.at(++rows);
        if (row == null) {
          unusable++;
        } else {
          evaluation.add(row);
        }
      }
    }
    progress.done();
    return unusable;
  }

  private static Map<String, Object> report(LevelsEvaluation.Result result, double seconds) {
    var report = new LinkedHashMap<String, Object>();
    report.put("n", result.count());
    report.put("spearman", rounded(result.spearman()));
    report.put("aucLow", rounded(result.aucLow()));
    report.put("low", rounded(result.low()));
    var means = new LinkedHashMap<String, Object>();
    result.meanByRating().forEach((rating, mean) -> means.put(rating.toString(), rounded(mean)));
    report.put("meanByRating", means);
    report.put("coverage", rounded(result.coverage()));
    report.put("seconds", rounded(seconds));
    return report;
  }

  /** Null for what cannot be known from these rows, such as the AUC of a single class. */
  private static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? Double.valueOf(Math.rint(value * 10_000) / 10_000) : null;
  }
}
