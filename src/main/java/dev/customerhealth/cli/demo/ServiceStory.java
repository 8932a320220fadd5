package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.codec.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** How customers were served, one of them badly, and by whom. */
record ServiceStory(ServiceBoard service, ScoreBoard scores) {

  private static final Labels LABELS = Labels.shipped();

  private static final Comparator<StandingRecord> BY_MEAN =
      Comparator.comparingDouble(StandingRecord::rank).thenComparing(StandingRecord::value);

  /** Each part ends with a blank line; none when no level was read. */
  List<String> lines() {
    if (service.levels().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    addLevels(lines);
    addStaff(lines);
    lines.add("");
    Optional<Letdown> worst = Letdown.worst(service.levels(), scores);
    if (worst.isPresent()) {
      lines.addAll(worst.get().lines());
      lines.add("");
    }
    return lines;
  }

  private void addLevels(List<String> lines) {
    lines.add("How customers were served, as read from SYNTHETIC feedback and from real silences:");
    lines.add("    level                             synthetic feedback  real behaviour");
    for (int number = LevelRecord.BEST; number >= LevelRecord.TERRIBLE; number--) {
      lines.add(
          text(
              "  %d %-12s  %-18s  %,18d  %,14d",
              number,
              label(number, Labels.ENGLISH),
              label(number, Labels.VIETNAMESE),
              service.count(number, true),
              service.count(number, false)));
    }
  }

  private static String label(int number, String lang) {
    return LABELS.text("Level", Integer.toString(number), lang);
  }

  private void addStaff(List<String> lines) {
    Optional<StandingRecord> best = staff(BinaryOperator.maxBy(BY_MEAN));
    Optional<StandingRecord> worst = staff(BinaryOperator.minBy(BY_MEAN));
    if (best.isPresent() && worst.isPresent() && !best.equals(worst)) {
      lines.add("  best served by " + standing(best.get()) + ", worst by " + standing(worst.get()));
    }
  }

  private Optional<StandingRecord> staff(BinaryOperator<StandingRecord> which) {
    return service.staff().stream().reduce(which);
  }

  private static String standing(StandingRecord staff) {
    Double success = staff.successRate();
    return text(
        "%s (mean %.1f%s)",
        staff.value(),
        staff.rank(),
        success == null ? "" : text(", success %.0f %%", success * 100));
  }
}
