package dev.customerhealth.operator;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.score.Band;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
    writeEvidence(signal.evidence(), out);
    writeFacts(signal.facts(), out);
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
    return new Signal(
        customerId,
        timeMillis,
        timeMillis - in.signed(),
        Objects.requireNonNull(in.symbol(SignalKind.values())),
        in.text(),
        Objects.requireNonNull(in.text()),
        readEvidence(in),
        readFacts(in),
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

  static void writeEvidence(List<AlertEvidence> evidence, CompactOutput out) throws IOException {
    out.count(evidence.size());
    for (AlertEvidence part : evidence) {
      out.text(part.name());
      out.real(part.value());
      out.text(part.eventId());
    }
  }

  static List<AlertEvidence> readEvidence(CompactInput in) throws IOException {
    int count = in.number();
    List<AlertEvidence> evidence = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      evidence.add(new AlertEvidence(Objects.requireNonNull(in.text()), in.real(), in.text()));
    }
    return evidence;
  }

  static void writeFacts(CustomerFacts facts, CompactOutput out) throws IOException {
    out.text(facts.segment());
    out.text(facts.owner());
    out.symbol(facts.preferredChannel());
    out.flag(facts.contactable());
    out.optional(facts.valueAtRiskTen4());
    out.text(facts.currency());
    out.optional(facts.valueAtRiskReportingTen4());
    out.signed(facts.horizonDays());
    out.optional(facts.daysSilent());
    out.real(facts.gapDays());
    out.real(facts.score());
    out.symbol(facts.band());
    out.optional(facts.level());
  }

  static CustomerFacts readFacts(CompactInput in) throws IOException {
    return new CustomerFacts(
        in.text(),
        in.text(),
        in.symbol(ContactChannel.values()),
        in.flag(),
        in.optionalSigned(),
        in.text(),
        in.optionalSigned(),
        in.signedNumber(),
        in.optionalNumber(),
        in.real(),
        in.real(),
        in.symbol(Band.values()),
        in.optionalNumber());
  }
}
