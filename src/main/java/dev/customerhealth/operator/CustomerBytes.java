package dev.customerhealth.operator;

import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.ProfileFacts;
import dev.customerhealth.domain.ledger.DayBucket;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.LineTotal;
import dev.customerhealth.domain.ledger.Reversal;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Points;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreOverride;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link Customer} in state, written at the newest version and read at every version
 * that was ever released.
 *
 * <p>To add a field: raise {@link #VERSION}, write the field at the end of its section, read it
 * only from versions that have it, and add a value written by the old version to the tests.
 */
final class CustomerBytes {

  /** First byte of every value. */
  static final int VERSION = 2;

  private static final int HAS_LINES = 1;
  private static final int HAS_ZERO_ROWS = 2;
  private static final int HAS_VISIT_ROWS = 4;
  private static final int HAS_UNKNOWN = 8;
  private static final int HAS_PURCHASES = 16;

  /** Components and caps by their place in this list: only append. */
  private static final List<String> PART_NAMES =
      List.of(
          "RETURN",
          "SPEND",
          "EXPERIENCE",
          "CARE",
          "ADVOCACY",
          "TERRIBLE",
          "BASIC",
          "LEAVING",
          "OVERRIDE");

  private CustomerBytes() {}

  static void write(Customer customer, DataOutputView view) throws IOException {
    CompactOutput out = new CompactOutput(view);
    view.writeByte(VERSION);
    writeTimes(customer, out);
    writeProfile(customer.profile, out);
    writeLedger(customer, out);
    writeRhythm(customer, out);
    writeLast(customer.last, out);
    writeLastOccurrence(customer, out);
    ExperienceBytes.write(customer.experience, out);
    SignalledBytes.write(customer.signalled, out);
    out.text(customer.rulesVersion);
    writeOverride(customer.override, out);
    writeErasure(customer, out);
  }

  static Customer read(DataInputView view) throws IOException {
    CompactInput in = new CompactInput(view);
    int version = view.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "Customer state of version " + version + "; this program reads 1 to " + VERSION);
    }
    Customer customer = new Customer();
    readTimes(customer, in);
    customer.profile = readProfile(in);
    readLedger(customer, in);
    readRhythm(customer, in);
    customer.last = readLast(in, version);
    if (version >= 2) {
      readLastOccurrence(customer, in);
      ExperienceBytes.read(customer.experience, in);
      SignalledBytes.read(customer.signalled, in);
      customer.rulesVersion = in.text();
      customer.override = readOverride(in);
      readErasure(customer, in);
    }
    return customer;
  }

  private static void writeOverride(@Nullable ScoreOverride override, CompactOutput out)
      throws IOException {
    out.flag(override != null);
    if (override != null) {
      out.count(override.tenths());
      out.count(override.sinceMillis());
      out.count(override.untilMillis());
      out.text(override.author());
      out.text(override.reason());
    }
  }

  private static @Nullable ScoreOverride readOverride(CompactInput in) throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    return new ScoreOverride(in.number(), in.count(), in.count(), in.text(), in.text());
  }

  private static void writeErasure(Customer customer, CompactOutput out) throws IOException {
    instant(customer.erasedMillis, out);
    if (customer.erasedMillis != Customer.BEFORE_ALL) {
      out.six(customer.erasedBy);
    }
  }

  private static void readErasure(Customer customer, CompactInput in) throws IOException {
    customer.erasedMillis = instant(in);
    if (customer.erasedMillis != Customer.BEFORE_ALL) {
      customer.erasedBy = in.six();
    }
  }

  /** Its time is most often that of the last visit of any kind: one byte then. */
  private static void writeLastOccurrence(Customer customer, CompactOutput out) throws IOException {
    out.text(customer.lastOccurrenceId);
    if (customer.lastOccurrenceId != null) {
      out.signed(customer.lastVisitMillis - customer.lastOccurrenceMillis);
    }
  }

  private static void readLastOccurrence(Customer customer, CompactInput in) throws IOException {
    customer.lastOccurrenceId = in.text();
    if (customer.lastOccurrenceId != null) {
      customer.lastOccurrenceMillis = customer.lastVisitMillis - in.signed();
    }
  }

  private static void writeTimes(Customer customer, CompactOutput out) throws IOException {
    instant(customer.nearTimer, out);
    instant(customer.farTimer, out);
    instant(customer.dueMillis, out);
    instant(customer.clockMillis, out);
    out.signed(customer.lastEventDay);
    instant(customer.firstPurchaseMillis, out);
    instant(customer.lastPurchaseMillis, out);
    instant(customer.lastVisitMillis, out);
    out.text(customer.lastStore);
  }

  private static void readTimes(Customer customer, CompactInput in) throws IOException {
    customer.nearTimer = instant(in);
    customer.farTimer = instant(in);
    customer.dueMillis = instant(in);
    customer.clockMillis = instant(in);
    customer.lastEventDay = in.signedNumber();
    customer.firstPurchaseMillis = instant(in);
    customer.lastPurchaseMillis = instant(in);
    customer.lastVisitMillis = instant(in);
    customer.lastStore = in.text();
  }

  /** NEVER and BEFORE_ALL in one byte, others moved up by two. */
  private static void instant(long millis, CompactOutput out) throws IOException {
    if (millis == Customer.NEVER || millis == Customer.BEFORE_ALL) {
      out.count(millis == Customer.NEVER ? 0 : 1);
    } else {
      out.count(millis + 2);
    }
  }

  private static long instant(CompactInput in) throws IOException {
    long value = in.count();
    if (value < 2 && value >= 0) {
      return value == 0 ? Customer.NEVER : Customer.BEFORE_ALL;
    }
    return value - 2;
  }

  private static void writeProfile(@Nullable ProfileFacts profile, CompactOutput out)
      throws IOException {
    out.flag(profile != null);
    if (profile == null) {
      return;
    }
    instant(profile.timeMillis(), out);
    out.text(profile.segment());
    out.text(profile.homeCurrency());
    out.text(profile.store());
    out.text(profile.ownerId());
    out.symbol(profile.preferredChannel());
    out.flag(profile.consentAnalytics());
    out.flag(profile.consentContact());
  }

  private static @Nullable ProfileFacts readProfile(CompactInput in) throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    return new ProfileFacts(
        instant(in),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.symbol(Profile.ContactChannel.values()),
        in.flag(),
        in.flag());
  }

  private static void writeLedger(Customer customer, CompactOutput out) throws IOException {
    out.text(customer.currency);
    List<String> lines = customer.ledger.lines();
    out.count(lines.size());
    for (String line : lines) {
      out.text(line);
    }
    List<DayBucket> days = customer.ledger.days();
    out.count(days.size());
    int before = 0;
    for (DayBucket day : days) {
      out.signed((long) day.day - before);
      before = day.day;
      writeDay(day, out);
    }
    writeReversals(customer.ledger.openReversals(), out);
  }

  private static void writeReversals(List<Reversal> reversals, CompactOutput out)
      throws IOException {
    out.count(reversals.size());
    for (Reversal reversal : reversals) {
      out.six(reversal.purchase());
      out.signed(reversal.day());
      out.signed(reversal.line());
      out.signed(reversal.spend());
    }
  }

  private static void readLedger(Customer customer, CompactInput in) throws IOException {
    customer.currency = Objects.requireNonNull(in.text());
    int lineCount = in.number();
    List<String> lines = new ArrayList<>(lineCount);
    for (int i = 0; i < lineCount; i++) {
      lines.add(Objects.requireNonNull(in.text()));
    }
    int dayCount = in.number();
    List<DayBucket> days = new ArrayList<>(dayCount + 1);
    int day = 0;
    for (int i = 0; i < dayCount; i++) {
      day += in.signedNumber();
      days.add(readDay(day, in));
    }
    customer.ledger = new Ledger(days, lines, readReversals(in));
  }

  private static List<Reversal> readReversals(CompactInput in) throws IOException {
    int count = in.number();
    List<Reversal> reversals = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      reversals.add(new Reversal(in.six(), in.signedNumber(), in.signedNumber(), in.signed()));
    }
    return reversals;
  }

  private static void writeDay(DayBucket day, CompactOutput out) throws IOException {
    out.count(shape(day));
    out.signed(day.spend);
    if (day.purchases > 0) {
      out.count(day.purchases);
      out.count(day.items);
    }
    if (day.unknownValue + day.unknownCurrency > 0) {
      out.count(day.unknownValue);
      out.count(day.unknownCurrency);
    }
    if (day.zeroRows > 0) {
      out.count(day.zeroRows);
    }
    if (day.visitRows > 0) {
      out.count(day.visitRows);
    }
    if (!day.lines.isEmpty()) {
      writeLines(day.lines, out);
    }
    out.count(day.ids.length);
    for (long id : day.ids) {
      out.six(id);
    }
  }

  /** Which of the rarer fields follow. */
  private static int shape(DayBucket day) {
    return (day.lines.isEmpty() ? 0 : HAS_LINES)
        | (day.zeroRows == 0 ? 0 : HAS_ZERO_ROWS)
        | (day.visitRows == 0 ? 0 : HAS_VISIT_ROWS)
        | (day.unknownValue + day.unknownCurrency == 0 ? 0 : HAS_UNKNOWN)
        | (day.purchases == 0 ? 0 : HAS_PURCHASES);
  }

  private static DayBucket readDay(int number, CompactInput in) throws IOException {
    DayBucket day = new DayBucket(number);
    int shape = in.number();
    day.spend = in.signed();
    if ((shape & HAS_PURCHASES) != 0) {
      day.purchases = in.number();
      day.items = in.count();
    }
    if ((shape & HAS_UNKNOWN) != 0) {
      day.unknownValue = in.number();
      day.unknownCurrency = in.number();
    }
    day.zeroRows = (shape & HAS_ZERO_ROWS) != 0 ? in.number() : 0;
    day.visitRows = (shape & HAS_VISIT_ROWS) != 0 ? in.number() : 0;
    if ((shape & HAS_LINES) != 0) {
      day.lines = readLines(in);
    }
    day.ids = new long[in.number()];
    for (int i = 0; i < day.ids.length; i++) {
      day.ids[i] = in.six();
    }
    return day;
  }

  private static void writeLines(List<LineTotal> lines, CompactOutput out) throws IOException {
    out.count(lines.size());
    for (LineTotal line : lines) {
      out.count(line.line());
      out.signed(line.spend());
      out.count(line.purchases());
    }
  }

  private static List<LineTotal> readLines(CompactInput in) throws IOException {
    int count = in.number();
    List<LineTotal> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new LineTotal(in.number(), in.signed(), in.number()));
    }
    return lines;
  }

  private static void writeRhythm(Customer customer, CompactOutput out) throws IOException {
    out.symbol(customer.basis);
    Rhythm rhythm = customer.rhythm;
    out.count(rhythm.days());
    if (rhythm.days() > 0) {
      out.signed(rhythm.firstDay());
      out.signed((long) rhythm.lastDay() - rhythm.firstDay());
      out.signed(rhythm.sumLogGap());
    }
    out.optional(customer.droppedOccurrence);
    out.count(customer.wonBackPurchases);
    if (customer.wonBackPurchases > 0) {
      out.signed(customer.wonBackDay);
    }
  }

  private static void readRhythm(Customer customer, CompactInput in) throws IOException {
    customer.basis = Objects.requireNonNull(in.symbol(RhythmBasis.values()));
    int days = in.number();
    if (days > 0) {
      int first = in.signedNumber();
      int last = first + in.signedNumber();
      customer.rhythm = new Rhythm(days, first, last, in.signed());
    }
    customer.droppedOccurrence = in.optionalNumber();
    customer.wonBackPurchases = in.number();
    customer.wonBackDay = customer.wonBackPurchases > 0 ? in.signedNumber() : 0;
  }

  private static void writeLast(@Nullable LastScore last, CompactOutput out) throws IOException {
    out.flag(last != null);
    if (last == null) {
      return;
    }
    out.count(last.revision());
    instant(last.asOfMillis(), out);
    out.optional(last.tenths());
    out.count(last.points().parts().size());
    for (Points.Part part : last.points().parts()) {
      writePartName(part.name(), out);
      out.signed(part.tenths());
    }
    out.symbol(last.band());
    instant(last.bandSinceMillis(), out);
    out.symbol(last.previousBand());
    out.symbol(last.status());
    instant(last.statusSinceMillis(), out);
    out.symbol(last.previousStatus());
    writeScore(last.frozen(), out);
  }

  private static @Nullable LastScore readLast(CompactInput in, int version) throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    long revision = in.count();
    long asOf = instant(in);
    Integer tenths = in.optionalNumber();
    int parts = in.number();
    List<Points.Part> points = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      points.add(new Points.Part(readPartName(in, version), in.signedNumber()));
    }
    return new LastScore(
        revision,
        asOf,
        tenths,
        new Points(points),
        Objects.requireNonNull(in.symbol(Band.values())),
        instant(in),
        in.symbol(Band.values()),
        Objects.requireNonNull(in.symbol(LifeStatus.values())),
        instant(in),
        in.symbol(LifeStatus.values()),
        readScore(in, version));
  }

  /** Its place in the list, or 0 and the name itself. */
  private static void writePartName(String name, CompactOutput out) throws IOException {
    int place = PART_NAMES.indexOf(name) + 1;
    out.count(place);
    if (place == 0) {
      out.text(name);
    }
  }

  private static String readPartName(CompactInput in, int version) throws IOException {
    int place = version < 2 ? 0 : in.number();
    return place == 0 ? Objects.requireNonNull(in.text()) : PART_NAMES.get(place - 1);
  }

  private static void writeScore(@Nullable Score score, CompactOutput out) throws IOException {
    out.flag(score != null);
    if (score == null) {
      return;
    }
    out.optional(score.tenths());
    out.count(score.components().size());
    for (ComponentScore part : score.components()) {
      writePartName(part.name(), out);
      out.real(part.value());
      out.real(part.weight());
      out.signed(part.tenths());
    }
    out.count(score.caps().size());
    for (Cap.Name cap : score.caps()) {
      out.symbol(cap);
    }
    out.real(score.coverage());
  }

  private static @Nullable Score readScore(CompactInput in, int version) throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    Integer tenths = in.optionalNumber();
    int parts = in.number();
    List<ComponentScore> components = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      components.add(
          new ComponentScore(readPartName(in, version), in.real(), in.real(), in.signedNumber()));
    }
    int capCount = in.number();
    List<Cap.Name> caps = new ArrayList<>(capCount);
    for (int i = 0; i < capCount; i++) {
      caps.add(Objects.requireNonNull(in.symbol(Cap.Name.values())));
    }
    return new Score(tenths, components, caps, Objects.requireNonNull(in.real()));
  }
}
