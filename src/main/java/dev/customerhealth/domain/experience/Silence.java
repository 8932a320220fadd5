package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.experience.ServiceLevel.State;
import org.jspecify.annotations.Nullable;

/**
 * What was published of a silence. Days are epoch days.
 *
 * @param lastId the last occurrence before it
 * @param lastDay its day
 * @param revision of the newest record; 0 before the first
 * @param state of the newest record
 * @param sinceDay on which the silence began to speak
 * @param decidedDay of the newest record
 */
public record Silence(
    String lastId, int lastDay, long revision, State state, int sinceDay, int decidedDay) {

  /** A silence of which nothing was said yet. */
  public static Silence after(String lastId, int lastDay, int today) {
    return new Silence(lastId, lastDay, 0, State.WITHDRAWN, today, today);
  }

  /**
   * What is to be published when the customer has come again after this silence: it is taken back
   * unless it had been confirmed before.
   *
   * @param cameDay the newest occurrence
   * @return null for nothing
   */
  public @Nullable Silence endedBy(int cameDay, int today) {
    boolean known =
        state == State.PROVISIONAL || (state == State.CONFIRMED && cameDay <= decidedDay);
    return known ? becoming(State.WITHDRAWN, today) : null;
  }

  /**
   * What is to be published when the silence, as far as is known now, is in a state.
   *
   * @param saidDay when the customer was last heard of
   * @return null for nothing
   */
  public @Nullable Silence movedTo(State now, int saidDay, int today) {
    if (now == state || (state == State.CONFIRMED && now == State.PROVISIONAL)) {
      return null;
    }
    boolean spokeAfterwards = saidDay > decidedDay;
    if (state == State.CONFIRMED && spokeAfterwards) {
      return null;
    }
    return becoming(now, today);
  }

  private Silence becoming(State next, int today) {
    boolean begins = state == State.WITHDRAWN;
    return new Silence(lastId, lastDay, revision + 1, next, begins ? today : sinceDay, today);
  }
}
