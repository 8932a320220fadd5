package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Whom to call today: those at risk of whom the most money may be lost. */
record CallList(List<ScoreRecord> customers) {

  private static final int MOST = 10;

  private static final Comparator<ScoreRecord> DEAREST_FIRST =
      Comparator.comparing(ScoreRecord::value).reversed().thenComparing(ScoreRecord::customerId);

  static CallList of(Collection<ScoreRecord> current) {
    return new CallList(
        current.stream()
            .filter(ScoreRecord::isAlarming)
            .sorted(DEAREST_FIRST)
            .limit(MOST)
            .toList());
  }

  /**
   * @param synthetic customers of whom not everything is real
   */
  List<String> lines(Set<String> synthetic) {
    if (customers.isEmpty()) {
      return List.of("Nobody needs a call today.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "Customers to call today, by the money that may be lost in the next %d days:",
            customers.get(0).horizonDays()));
    lines.add("    customer  silent  own gap  score  may be lost  why");
    for (ScoreRecord score : customers) {
      lines.add(line(lines.size() - 1, score, synthetic.contains(score.customerId())));
    }
    if (customers.stream().map(ScoreRecord::customerId).anyMatch(synthetic::contains)) {
      lines.add("    * has synthetic feedback, too, which moves the score");
    }
    return lines;
  }

  private static String line(int rank, ScoreRecord score, boolean synthetic) {
    Double gap = score.gapDays();
    return text(
        "%2d  %8s%s %4d d  %5.0f d  %5s  %11s  %s",
        rank,
        score.customerId(),
        synthetic ? "*" : " ",
        score.daysSilent(),
        gap == null ? 0.0 : gap,
        Words.points(score.score()),
        Words.roundMoney(score.currency(), score.value()),
        Words.reason(score));
  }
}
