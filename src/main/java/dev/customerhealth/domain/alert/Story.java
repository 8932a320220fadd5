package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals that together make a reason, as CEP finds them.
 *
 * @param serviceLine the line the alert is about; null for all
 * @param signals in order of time, at least one; the last decided it
 */
public record Story(AlertReason reason, @Nullable String serviceLine, List<Signal> signals) {

  public static final Comparator<Story> ORDER =
      Comparator.comparingLong(Story::timeMillis)
          .thenComparing(Story::reason)
          .thenComparing(story -> story.last().id());

  public Story {
    signals = List.copyOf(signals);
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("A story needs a signal");
    }
  }

  public Signal last() {
    return signals.get(signals.size() - 1);
  }

  public long timeMillis() {
    return last().timeMillis();
  }

  List<AlertEvidence> evidence() {
    return signals.stream().flatMap(signal -> signal.evidence().stream()).distinct().toList();
  }
}
