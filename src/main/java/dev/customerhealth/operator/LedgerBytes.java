package dev.customerhealth.operator;

import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.ledger.DayBucket;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.LineTotal;
import dev.customerhealth.domain.ledger.Reversal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The form of a customer's days in state. */
final class LedgerBytes {

  private static final int HAS_LINES = 1;
  private static final int HAS_ZERO_ROWS = 2;
  private static final int HAS_VISIT_ROWS = 4;
  private static final int HAS_UNKNOWN = 8;
  private static final int HAS_PURCHASES = 16;

  /** One purchase and one id, which is what most days are: neither is counted. */
  private static final int IS_SINGLE = 32;

  private LedgerBytes() {}

  static void write(Customer customer, CompactOutput out) throws IOException {
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

  static void read(Customer customer, CompactInput in) throws IOException {
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
      if (!isSingle(day)) {
        out.count(day.purchases);
      }
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
    if (!isSingle(day)) {
      out.count(day.ids.length);
    }
    for (long id : day.ids) {
      out.six(id);
    }
  }

  private static boolean isSingle(DayBucket day) {
    return day.purchases == 1 && day.ids.length == 1;
  }

  /** Which of the rarer fields follow. */
  private static int shape(DayBucket day) {
    return (day.lines.isEmpty() ? 0 : HAS_LINES)
        | (day.zeroRows == 0 ? 0 : HAS_ZERO_ROWS)
        | (day.visitRows == 0 ? 0 : HAS_VISIT_ROWS)
        | (day.unknownValue + day.unknownCurrency == 0 ? 0 : HAS_UNKNOWN)
        | (day.purchases == 0 ? 0 : HAS_PURCHASES)
        | (isSingle(day) ? IS_SINGLE : 0);
  }

  private static DayBucket readDay(int number, CompactInput in) throws IOException {
    DayBucket day = new DayBucket(number);
    int shape = in.number();
    boolean isSingle = (shape & IS_SINGLE) != 0;
    day.spend = in.signed();
    if ((shape & HAS_PURCHASES) != 0) {
      day.purchases = isSingle ? 1 : in.number();
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
    day.ids = new long[isSingle ? 1 : in.number()];
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
}
