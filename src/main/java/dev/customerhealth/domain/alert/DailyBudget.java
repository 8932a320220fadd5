package dev.customerhealth.domain.alert;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a day's calls an owner is asked for: those with the most money at risk.
 *
 * @param calls in a day
 */
public record DailyBudget(int calls) {

  /**
   * @param valueAtRiskTen4 in the reporting currency; null, when unknown, comes last
   */
  public record Candidate(String alertId, String customerId, @Nullable Long valueAtRiskTen4) {}

  /** Both in the order of their rank. */
  public record Decision(List<Candidate> released, List<Candidate> queued) {}

  private static final Comparator<Candidate> RANK =
      Comparator.comparingLong(DailyBudget::value).reversed().thenComparing(Candidate::alertId);

  public Decision decide(Collection<Candidate> candidates) {
    List<Candidate> ranked = candidates.stream().sorted(RANK).toList();
    int released = Math.min(calls, ranked.size());
    return new Decision(
        List.copyOf(ranked.subList(0, released)),
        List.copyOf(ranked.subList(released, ranked.size())));
  }

  private static long value(Candidate candidate) {
    Long value = candidate.valueAtRiskTen4();
    return value == null ? -1 : value;
  }
}
