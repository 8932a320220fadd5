package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.rules.AlertRules;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The form of a {@link Signal} between operators and in the state of those who wait for its sequel,
 * written at the newest version and read at every version that was ever released.
 */
final class SignalBytes {

  /** First byte of every value. */
  static final int VERSION = 1;

  private SignalBytes() {}

  static void write(Signal signal, DataOutputView view) throws IOException {
    CompactOutput out = new CompactOutput(view);
    view.writeByte(VERSION);
    out.text(signal.customerId());
    out.signed(signal.timeMillis());
    out.signed(signal.timeMillis() - signal.occurredMillis());
    out.symbol(signal.kind());
    out.text(signal.serviceLine());
    out.text(signal.cause());
    Reals reals = new Reals();
    EvidenceBytes.write(signal.evidence(), reals, out);
    FactsBytes.write(signal.facts(), reals, out);
    for (AlertReason story : AlertRules.STORIES) {
      out.count(signal.storyDays().getOrDefault(story, 0));
    }
  }

  static Signal read(DataInputView view) throws IOException {
    int version = view.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "Signal of version " + version + "; this program reads 1 to " + VERSION);
    }
    CompactInput in = new CompactInput(view);
    String customerId = Objects.requireNonNull(in.text());
    long timeMillis = in.signed();
    Reals reals = new Reals();
    return new Signal(
        customerId,
        timeMillis,
        timeMillis - in.signed(),
        Objects.requireNonNull(in.symbol(SignalKind.values())),
        in.text(),
        Objects.requireNonNull(in.text()),
        EvidenceBytes.read(reals, in),
        FactsBytes.read(reals, in),
        readStoryDays(in));
  }

  /** In the order of {@link AlertRules#STORIES}; 0: none. */
  private static Map<AlertReason, Integer> readStoryDays(CompactInput in) throws IOException {
    var days = new EnumMap<AlertReason, Integer>(AlertReason.class);
    for (AlertReason story : AlertRules.STORIES) {
      int count = in.number();
      if (count > 0) {
        days.put(story, count);
      }
    }
    return days;
  }
}
