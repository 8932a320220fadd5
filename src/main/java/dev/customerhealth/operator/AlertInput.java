package dev.customerhealth.operator;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can move alerts, or what is told of them: exactly one of the four. */
public record AlertInput(
    @Nullable Signal signal,
    @Nullable Story story,
    @Nullable LaterPurchase purchase,
    @Nullable CrmAction action) {

  /**
   * As {@code AlertTimeline} wants them: of one instant signals as they arrive, then stories, then
   * purchases as they arrive, then actions. One subtask makes all signals of a customer, one turn
   * after the other: the last word on a complaint is the last to come, whatever its kind. Where
   * among purchases a refusal of analytics stands matters, too. A sort that is stable leaves them
   * there.
   */
  static final Comparator<AlertInput> ORDER =
      Comparator.comparingLong(AlertInput::timeMillis)
          .thenComparing(input -> input.signal == null)
          .thenComparing(AlertInput::story, Comparator.nullsLast(Story.ORDER))
          .thenComparing(input -> input.purchase == null)
          .thenComparing(
              AlertInput::action, Comparator.nullsLast(Comparator.comparing(CrmAction::id)));

  public static AlertInput of(Signal signal) {
    return new AlertInput(signal, null, null, null);
  }

  public static AlertInput of(Story story) {
    return new AlertInput(null, story, null, null);
  }

  public static AlertInput of(CrmAction action) {
    return new AlertInput(null, null, null, action);
  }

  public static AlertInput of(LaterPurchase purchase) {
    return new AlertInput(null, null, purchase, null);
  }

  public String customerId() {
    if (signal != null) {
      return signal.customerId();
    }
    if (purchase != null) {
      return purchase.customerId();
    }
    return story != null ? story.last().customerId() : Objects.requireNonNull(action).customerId();
  }

  long timeMillis() {
    if (signal != null) {
      return signal.timeMillis();
    }
    if (purchase != null) {
      return purchase.timeMillis();
    }
    return story != null ? story.timeMillis() : Objects.requireNonNull(action).timeMillis();
  }
}
