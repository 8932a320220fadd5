package dev.customerhealth.operator;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.score.Band;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The form of what whoever cares for a customer needs to know: what is null takes no byte. */
final class FactsBytes {

  /** What is known of customers who buy, in the seven bits of one byte. */
  private static final int HAS_VALUE = 1;

  private static final int HAS_CURRENCY = 1 << 1;

  /** The value in the reporting currency is the same. */
  private static final int IS_REPORTED_SO = 1 << 2;

  private static final int HAS_SILENT = 1 << 3;
  private static final int HAS_GAP = 1 << 4;
  private static final int HAS_SCORE = 1 << 5;
  private static final int HAS_BAND = 1 << 6;

  /** And what is known of some. */
  private static final int HAS_REPORTING = 1 << 7;

  private static final int HAS_SEGMENT = 1 << 8;
  private static final int HAS_OWNER = 1 << 9;
  private static final int HAS_CHANNEL = 1 << 10;
  private static final int HAS_CONSENT = 1 << 11;
  private static final int IS_CONTACTABLE = 1 << 12;
  private static final int HAS_LEVEL = 1 << 13;

  private FactsBytes() {}

  static void write(CustomerFacts facts, Reals reals, CompactOutput out) throws IOException {
    int shape = shape(facts);
    out.count(shape);
    out.count(facts.horizonDays());
    writeCount(facts.valueAtRiskTen4(), out);
    writeText(facts.currency(), out);
    if (Flags.has(HAS_REPORTING, shape)) {
      writeCount(facts.valueAtRiskReportingTen4(), out);
    }
    writeCount(facts.daysSilent(), out);
    writeReal(facts.gapDays(), reals, out);
    writeReal(facts.score(), reals, out);
    writeSymbol(facts.band(), out);
    writeText(facts.segment(), out);
    writeText(facts.owner(), out);
    writeSymbol(facts.preferredChannel(), out);
    writeCount(facts.level(), out);
  }

  static CustomerFacts read(Reals reals, CompactInput in) throws IOException {
    int shape = in.number();
    int horizonDays = in.number();
    Long value = Flags.has(HAS_VALUE, shape) ? (Long) in.count() : null;
    String currency = Flags.has(HAS_CURRENCY, shape) ? in.text() : null;
    Long reporting = Flags.has(HAS_REPORTING, shape) ? (Long) in.count() : null;
    Integer silent = Flags.has(HAS_SILENT, shape) ? (Integer) in.number() : null;
    Double gap = Flags.has(HAS_GAP, shape) ? reals.read(in) : null;
    Double score = Flags.has(HAS_SCORE, shape) ? reals.read(in) : null;
    Band band = Flags.has(HAS_BAND, shape) ? in.symbol(Band.values()) : null;
    String segment = Flags.has(HAS_SEGMENT, shape) ? in.text() : null;
    String owner = Flags.has(HAS_OWNER, shape) ? in.text() : null;
    ContactChannel channel =
        Flags.has(HAS_CHANNEL, shape) ? in.symbol(ContactChannel.values()) : null;
    return new CustomerFacts(
        segment,
        owner,
        channel,
        Flags.has(HAS_CONSENT, shape) ? (Boolean) Flags.has(IS_CONTACTABLE, shape) : null,
        value,
        currency,
        Flags.has(IS_REPORTED_SO, shape) ? value : reporting,
        horizonDays,
        silent,
        gap,
        score,
        band,
        Flags.has(HAS_LEVEL, shape) ? (Integer) in.number() : null);
  }

  private static int shape(CustomerFacts facts) {
    Long reporting = facts.valueAtRiskReportingTen4();
    boolean isReportedSo = reporting != null && reporting.equals(facts.valueAtRiskTen4());
    return Flags.of(HAS_VALUE, facts.valueAtRiskTen4() != null)
        | Flags.of(HAS_CURRENCY, facts.currency() != null)
        | Flags.of(IS_REPORTED_SO, isReportedSo)
        | Flags.of(HAS_REPORTING, reporting != null && !isReportedSo)
        | Flags.of(HAS_SILENT, facts.daysSilent() != null)
        | Flags.of(HAS_GAP, facts.gapDays() != null)
        | Flags.of(HAS_SCORE, facts.score() != null)
        | Flags.of(HAS_BAND, facts.band() != null)
        | Flags.of(HAS_SEGMENT, facts.segment() != null)
        | Flags.of(HAS_OWNER, facts.owner() != null)
        | Flags.of(HAS_CHANNEL, facts.preferredChannel() != null)
        | Flags.of(HAS_CONSENT, facts.contactable() != null)
        | Flags.of(IS_CONTACTABLE, Boolean.TRUE.equals(facts.contactable()))
        | Flags.of(HAS_LEVEL, facts.level() != null);
  }

  private static void writeCount(@Nullable Number number, CompactOutput out) throws IOException {
    if (number != null) {
      out.count(number.longValue());
    }
  }

  private static void writeReal(@Nullable Double real, Reals reals, CompactOutput out)
      throws IOException {
    if (real != null) {
      reals.write(real, out);
    }
  }

  private static void writeText(@Nullable String text, CompactOutput out) throws IOException {
    if (text != null) {
      out.text(text);
    }
  }

  private static void writeSymbol(@Nullable Enum<?> symbol, CompactOutput out) throws IOException {
    if (symbol != null) {
      out.symbol(symbol);
    }
  }
}
