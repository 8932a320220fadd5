package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.customer.Absence;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.Signalled;
import dev.customerhealth.domain.experience.Level;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * The form of {@link Signalled} within a customer's bytes: one byte where nothing was signalled.
 */
final class SignalledBytes {

  private static final int HAS_ABSENCE = 1;
  private static final int HAS_SPEND = 2;
  private static final int HAS_LEVELS = 4;
  private static final int IS_LET_DOWN = 8;
  private static final int FELL = 16;
  private static final int HAS_HURT = 32;
  private static final int HAS_CONCERNS = 64;
  private static final int IS_FOLLOWED = 128;
  private static final int HAS_BEGUN = 256;

  private SignalledBytes() {}

  static void write(Signalled told, CompactOutput out) throws IOException {
    int shape = shape(told);
    out.count(shape);
    if ((shape & HAS_ABSENCE) != 0) {
      out.symbol(told.absence);
      out.signed(told.absentSinceDay);
    }
    if ((shape & HAS_SPEND) != 0) {
      writeSpend(told, out);
    }
    if ((shape & HAS_LEVELS) != 0) {
      writeLevels(told, out);
    }
    if ((shape & HAS_HURT) != 0) {
      out.signed(told.hurtMillis);
    }
    if ((shape & HAS_CONCERNS) != 0) {
      writeConcerns(told, out);
    }
    if ((shape & IS_FOLLOWED) != 0) {
      out.count(told.followedDay);
    }
    if ((shape & HAS_BEGUN) != 0) {
      out.signed(told.begunMillis);
    }
  }

  private static int shape(Signalled told) {
    boolean concerns =
        !told.complaints.isEmpty() || told.shamedMillis != null || told.leavingMillis != null;
    return (told.absence == Absence.NONE ? 0 : HAS_ABSENCE)
        | (told.spend.isEmpty() ? 0 : HAS_SPEND)
        | (told.levels.isEmpty() ? 0 : HAS_LEVELS)
        | (told.letDown ? IS_LET_DOWN : 0)
        | (told.fell ? FELL : 0)
        | (told.hurtMillis == Customer.BEFORE_ALL ? 0 : HAS_HURT)
        | (concerns ? HAS_CONCERNS : 0)
        | (told.followedDay == 0 ? 0 : IS_FOLLOWED)
        | (told.begunMillis == Customer.BEFORE_ALL ? 0 : HAS_BEGUN);
  }

  static void read(Signalled told, CompactInput in) throws IOException {
    int shape = in.number();
    if ((shape & HAS_ABSENCE) != 0) {
      told.absence = Objects.requireNonNull(in.symbol(Absence.values()));
      told.absentSinceDay = in.signedNumber();
    }
    if ((shape & HAS_SPEND) != 0) {
      readSpend(told, in);
    }
    if ((shape & HAS_LEVELS) != 0) {
      readLevels(told, in);
    }
    told.letDown = (shape & IS_LET_DOWN) != 0;
    told.fell = (shape & FELL) != 0;
    told.hurtMillis = (shape & HAS_HURT) != 0 ? in.signed() : Customer.BEFORE_ALL;
    if ((shape & HAS_CONCERNS) != 0) {
      readConcerns(told, in);
    }
    told.followedDay = (shape & IS_FOLLOWED) != 0 ? in.number() : 0;
    told.begunMillis = (shape & HAS_BEGUN) != 0 ? in.signed() : Customer.BEFORE_ALL;
  }

  private static void writeSpend(Signalled told, CompactOutput out) throws IOException {
    out.count(told.spend.size());
    for (Map.Entry<Integer, SpendStage> line : told.spend.entrySet()) {
      out.signed(line.getKey());
      out.symbol(line.getValue());
    }
  }

  private static void readSpend(Signalled told, CompactInput in) throws IOException {
    int lines = in.number();
    for (int i = 0; i < lines; i++) {
      int line = in.signedNumber();
      told.spend.put(line, Objects.requireNonNull(in.symbol(SpendStage.values())));
    }
  }

  private static void writeLevels(Signalled told, CompactOutput out) throws IOException {
    out.count(told.levels.size());
    for (Signalled.Rated rated : told.levels) {
      out.signed(rated.timeMillis());
      out.symbol(rated.level());
    }
  }

  private static void readLevels(Signalled told, CompactInput in) throws IOException {
    int levels = in.number();
    for (int i = 0; i < levels; i++) {
      long timeMillis = in.signed();
      Level level = Objects.requireNonNull(in.symbol(Level.values()));
      told.levels.add(new Signalled.Rated(timeMillis, level));
    }
  }

  private static void writeConcerns(Signalled told, CompactOutput out) throws IOException {
    out.count(told.complaints.size());
    for (Map.Entry<String, Boolean> complaint : told.complaints.entrySet()) {
      out.text(complaint.getKey());
      out.flag(complaint.getValue());
    }
    out.optional(told.shamedMillis);
    out.text(told.shamedCaseId);
    out.optional(told.leavingMillis);
  }

  private static void readConcerns(Signalled told, CompactInput in) throws IOException {
    int complaints = in.number();
    for (int i = 0; i < complaints; i++) {
      String caseId = Objects.requireNonNull(in.text());
      told.complaints.put(caseId, Boolean.TRUE.equals(in.flag()));
    }
    told.shamedMillis = in.optionalSigned();
    told.shamedCaseId = in.text();
    told.leavingMillis = in.optionalSigned();
  }
}
