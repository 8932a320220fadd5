package dev.customerhealth.domain.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score that a person set in place of the model's.
 *
 * @param tenths 0 to 1000
 * @param sinceMillis time of the action, epoch milliseconds
 * @param untilMillis the first instant at which the model has the say again
 */
public record ScoreOverride(
    int tenths,
    long sinceMillis,
    long untilMillis,
    @Nullable String author,
    @Nullable String reason) {

  /** The part of a score that makes up the difference to the model; may be negative. */
  public static final String PART = "OVERRIDE";

  public boolean isInForce(long atMillis) {
    return sinceMillis <= atMillis && atMillis < untilMillis;
  }

  /** The model's score with the part that leads from it to this one. */
  public Score of(Score model) {
    int modelTenths = model.tenths() == null ? 0 : model.tenths();
    List<ComponentScore> parts = new ArrayList<>(model.components());
    parts.add(new ComponentScore(PART, null, null, tenths - modelTenths));
    return new Score(tenths, parts, model.caps(), model.coverage());
  }
}
