package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.codec.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A terrible service and what it did to the customer's score.
 *
 * @param score the record that it led to
 */
record Letdown(LevelRecord level, ScoreRecord score) {

  private static final int MOST_CUES = 4;
  private static final Labels LABELS = Labels.shipped();

  private static final Comparator<Letdown> BY_DROP =
      Comparator.comparingDouble((Letdown letdown) -> letdown.score().drop())
          .thenComparing(letdown -> letdown.level().feedbackId());

  /** The one that cost most points; empty when none was held down by a cap. */
  static Optional<Letdown> worst(Collection<LevelRecord> levels, ScoreBoard scores) {
    return levels.stream()
        .filter(LevelRecord::isTellingLetdown)
        .flatMap(level -> scores.after(level.asCause()).map(s -> new Letdown(level, s)).stream())
        .filter(letdown -> !letdown.score().caps().isEmpty())
        .max(BY_DROP);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String staff = level.staffId();
    lines.add(
        text(
            "The worst of them, made up: customer %s on %s%s",
            level.customerId(),
            Words.day(level.at()),
            staff == null ? "" : ", served by " + staff));
    level.evidence().stream().limit(MOST_CUES).map(Letdown::line).forEach(lines::add);
    String bound = level.bound();
    if (bound != null) {
      lines.add(
          text("  \"%s\" alone makes it level 1, whatever the rest says", label("Cue", bound)));
    }
    lines.add(
        text(
            "  the score fell from %s to %s, held down by: %s",
            Words.points(score.previousScore()),
            Words.points(score.score()),
            String.join(", ", score.caps().stream().map(cap -> label("Cap", cap)).toList())));
    return lines;
  }

  private static String line(LevelRecord.Evidence cue) {
    String words = cue.text();
    return text(
            "  %3.0f %%  %-24s  %s",
            cue.share() * 100, label("Cue", cue.cue()), words == null ? "" : '"' + words + '"')
        .stripTrailing();
  }

  private static String label(String group, String code) {
    return LABELS.text(group, code, Labels.ENGLISH);
  }
}
