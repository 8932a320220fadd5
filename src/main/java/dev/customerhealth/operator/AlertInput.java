package dev.customerhealth.operator;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can move alerts: exactly one of the three. */
public record AlertInput(
    @Nullable Signal signal, @Nullable Story story, @Nullable CrmAction action) {

  /** As {@code AlertTimeline} wants them: of one instant signals, then stories, then actions. */
  static final Comparator<AlertInput> ORDER =
      Comparator.comparingLong(AlertInput::timeMillis)
          .thenComparing(AlertInput::signal, Comparator.nullsLast(Signal.ORDER))
          .thenComparing(AlertInput::story, Comparator.nullsLast(Story.ORDER))
          .thenComparing(
              AlertInput::action, Comparator.nullsLast(Comparator.comparing(CrmAction::id)));

  public static AlertInput of(Signal signal) {
    return new AlertInput(signal, null, null);
  }

  public static AlertInput of(Story story) {
    return new AlertInput(null, story, null);
  }

  public static AlertInput of(CrmAction action) {
    return new AlertInput(null, null, action);
  }

  public String customerId() {
    if (signal != null) {
      return signal.customerId();
    }
    return story != null ? story.last().customerId() : Objects.requireNonNull(action).customerId();
  }

  long timeMillis() {
    if (signal != null) {
      return signal.timeMillis();
    }
    return story != null ? story.timeMillis() : Objects.requireNonNull(action).timeMillis();
  }
}
