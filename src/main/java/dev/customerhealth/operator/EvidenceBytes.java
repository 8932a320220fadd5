package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form of the numbers that speak for a signal or an alert. */
final class EvidenceBytes {

  /** By their place in this list: only append. Others are written out. */
  static final List<String> NAMES =
      List.of(
          "daysSilent",
          "gapDays",
          "silenceRisk",
          "ownSilenceRisk",
          "spendDrop",
          "spendCurrent",
          "spendBase",
          "windowDays",
          "daysAway",
          "level",
          "levelBefore",
          "levelBeforeThat",
          "hoursOpen",
          "complaint",
          "resolved",
          "shaming",
          "leaving",
          "staying",
          "purchases",
          "praise",
          "competitor");

  /** Low bits of the first number of a part. */
  private static final int NO_EVENT = 0;

  private static final int SAME_EVENT = 1;
  private static final int OTHER_EVENT = 2;
  private static final int EVENT_BITS = 2;
  private static final int EVENT_MASK = 3;

  private EvidenceBytes() {}

  static void write(List<AlertEvidence> evidence, Reals reals, CompactOutput out)
      throws IOException {
    out.count(evidence.size());
    String before = null;
    for (AlertEvidence part : evidence) {
      int place = NAMES.indexOf(part.name()) + 1;
      int event = event(part.eventId(), before);
      out.count((long) place << EVENT_BITS | event);
      if (place == 0) {
        out.text(part.name());
      }
      reals.write(part.value(), out);
      if (event == OTHER_EVENT) {
        EventNameBytes.write(part.eventId(), out);
        before = part.eventId();
      }
    }
  }

  static List<AlertEvidence> read(Reals reals, CompactInput in) throws IOException {
    int count = in.number();
    List<AlertEvidence> evidence = new ArrayList<>(count);
    String before = null;
    for (int i = 0; i < count; i++) {
      int code = in.number();
      int place = code >>> EVENT_BITS;
      String name = place == 0 ? Objects.requireNonNull(in.text()) : NAMES.get(place - 1);
      Double value = reals.read(in);
      int event = code & EVENT_MASK;
      before = event == OTHER_EVENT ? EventNameBytes.read(in) : before;
      evidence.add(new AlertEvidence(name, value, event == NO_EVENT ? null : before));
    }
    return evidence;
  }

  /** Against the last event that was named: all numbers of a signal are of one. */
  private static int event(@Nullable String event, @Nullable String before) {
    if (event == null) {
      return NO_EVENT;
    }
    return event.equals(before) ? SAME_EVENT : OTHER_EVENT;
  }
}
