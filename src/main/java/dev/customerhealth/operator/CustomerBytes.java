package dev.customerhealth.operator;

import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.ProfileFacts;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.score.ScoreOverride;
import java.io.IOException;
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

  private CustomerBytes() {}

  static void write(Customer customer, DataOutputView view) throws IOException {
    CompactOutput out = new CompactOutput(view);
    view.writeByte(VERSION);
    writeTimes(customer, out);
    writeProfile(customer.profile, out);
    LedgerBytes.write(customer, out);
    writeRhythm(customer, out);
    LastScoreBytes.write(customer.last, customer.clockMillis, out);
    writeLastOccurrence(customer, out);
    ExperienceBytes.write(customer.experience, out);
    SignalledBytes.write(customer.signalled, out);
    view.writeInt(customer.rulesMark);
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
    readTimes(customer, version, in);
    customer.profile = readProfile(in);
    LedgerBytes.read(customer, in);
    readRhythm(customer, in);
    customer.last = LastScoreBytes.read(in, version, customer.clockMillis);
    if (version >= 2) {
      readLastOccurrence(customer, in);
      ExperienceBytes.read(customer.experience, in);
      SignalledBytes.read(customer.signalled, in);
      customer.rulesMark = view.readInt();
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
    Instants.write(customer.erasedMillis, out);
    if (customer.erasedMillis != Customer.BEFORE_ALL) {
      out.six(customer.erasedBy);
    }
  }

  private static void readErasure(Customer customer, CompactInput in) throws IOException {
    customer.erasedMillis = Instants.read(in);
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
    Instants.write(customer.nearTimer, out);
    Instants.write(customer.dueMillis, out);
    Instants.write(customer.farTimer, customer.dueMillis, out);
    Instants.write(customer.clockMillis, out);
    out.signed(customer.lastEventDay);
    Instants.write(customer.firstPurchaseMillis, out);
    Instants.write(customer.lastPurchaseMillis, customer.clockMillis, out);
    Instants.write(customer.lastVisitMillis, customer.lastPurchaseMillis, out);
    out.text(customer.lastStore);
  }

  private static void readTimes(Customer customer, int version, CompactInput in)
      throws IOException {
    customer.nearTimer = Instants.read(in);
    if (version < 2) {
      customer.farTimer = Instants.read(in);
    }
    customer.dueMillis = Instants.read(in);
    if (version >= 2) {
      customer.farTimer = Instants.read(customer.dueMillis, version, in);
    }
    customer.clockMillis = Instants.read(in);
    customer.lastEventDay = in.signedNumber();
    customer.firstPurchaseMillis = Instants.read(in);
    customer.lastPurchaseMillis = Instants.read(customer.clockMillis, version, in);
    customer.lastVisitMillis = Instants.read(customer.lastPurchaseMillis, version, in);
    customer.lastStore = in.text();
  }

  private static void writeProfile(@Nullable ProfileFacts profile, CompactOutput out)
      throws IOException {
    out.flag(profile != null);
    if (profile == null) {
      return;
    }
    Instants.write(profile.timeMillis(), out);
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
        Instants.read(in),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.symbol(Profile.ContactChannel.values()),
        in.flag(),
        in.flag());
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
}
