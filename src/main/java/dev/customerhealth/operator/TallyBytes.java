package dev.customerhealth.operator;

import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.alert.Bought;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.LossReason;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.WinBackTally;
import dev.customerhealth.domain.alert.WinBackTally.Told;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * The form of tickets and of what was bought within values that have a version; to change it, raise
 * the versions of all {@link CompactSerializer}s that use it.
 */
final class TallyBytes {

  private static final int WAS_CALLED = 1;
  private static final int IS_OVER = 1 << 1;
  private static final int HAS_OUTCOME = 1 << 2;
  private static final int HAS_CONTACT = 1 << 3;
  private static final int HAS_BOUGHT = 1 << 4;
  private static final int WAS_TOLD = 1 << 5;
  private static final int HAS_KEPT = 1 << 6;
  private static final int HAS_SEGMENT = 1 << 7;
  private static final int HAS_LOSS = 1 << 8;
  private static final int IS_HOLDOUT = 1 << 9;
  private static final int IS_UNSEEN = 1 << 10;

  private TallyBytes() {}

  /**
   * @param names of the customer's alerts, written before
   * @param nearMillis near which the ticket began
   */
  static void write(WinBackTally tally, AlertNameBytes names, long nearMillis, CompactOutput out)
      throws IOException {
    int shape = shape(tally);
    out.count(shape);
    names.writeAgain(tally.groupId, out);
    out.count(tally.alertIds.size());
    for (String id : tally.alertIds) {
      names.writeAgain(id, out);
    }
    out.count(tally.windowDays);
    if (tally.calledMillis != null) {
      Moments.write(tally.calledMillis, nearMillis, out);
    }
    if (tally.contactMillis != null) {
      Moments.write(tally.contactMillis, nearMillis, out);
    }
    if (tally.outcome != null) {
      out.symbol(tally.outcome);
    }
    if (tally.kept != null) {
      out.symbol(tally.kept);
    }
    if (tally.segment != null) {
      out.text(tally.segment);
    }
    if (tally.loss != null) {
      write(tally.loss, out);
    }
    if (Flags.has(HAS_BOUGHT, shape)) {
      write(tally.bought, out);
    }
    if (Flags.has(WAS_TOLD, shape)) {
      writeTold(tally.told, out);
    }
  }

  static WinBackTally readTally(AlertNameBytes names, long nearMillis, CompactInput in)
      throws IOException {
    int shape = in.number();
    var tally = new WinBackTally(names.readAgain(in));
    for (int left = in.number(); left > 0; left--) {
      tally.alertIds.add(names.readAgain(in));
    }
    tally.windowDays = in.number();
    tally.isHoldout = Flags.has(IS_HOLDOUT, shape);
    tally.isOver = Flags.has(IS_OVER, shape);
    tally.isUnseen = Flags.has(IS_UNSEEN, shape);
    tally.calledMillis = Flags.has(WAS_CALLED, shape) ? (Long) Moments.read(nearMillis, in) : null;
    tally.contactMillis =
        Flags.has(HAS_CONTACT, shape) ? (Long) Moments.read(nearMillis, in) : null;
    tally.outcome = Flags.has(HAS_OUTCOME, shape) ? in.symbol(Outcome.values()) : null;
    tally.kept = Flags.has(HAS_KEPT, shape) ? in.symbol(Severity.values()) : null;
    tally.segment = Flags.has(HAS_SEGMENT, shape) ? in.text() : null;
    tally.loss = Flags.has(HAS_LOSS, shape) ? readLoss(in) : null;
    tally.bought = Flags.has(HAS_BOUGHT, shape) ? readBought(in) : Bought.NOTHING;
    for (int left = Flags.has(WAS_TOLD, shape) ? in.number() : 0; left > 0; left--) {
      tally.told.add(new Told(text(in), readSums(in)));
    }
    return tally;
  }

  private static void writeTold(List<Told> told, CompactOutput out) throws IOException {
    out.count(told.size());
    for (Told one : told) {
      out.text(one.key());
      write(one.sums(), out);
    }
  }

  private static int shape(WinBackTally tally) {
    return Flags.of(WAS_CALLED, tally.calledMillis != null)
        | Flags.of(IS_OVER, tally.isOver)
        | Flags.of(HAS_OUTCOME, tally.outcome != null)
        | Flags.of(HAS_CONTACT, tally.contactMillis != null)
        | Flags.of(HAS_BOUGHT, !tally.bought.equals(Bought.NOTHING))
        | Flags.of(WAS_TOLD, !tally.told.isEmpty())
        | Flags.of(HAS_KEPT, tally.kept != null)
        | Flags.of(HAS_SEGMENT, tally.segment != null)
        | Flags.of(HAS_LOSS, tally.loss != null)
        | Flags.of(IS_HOLDOUT, tally.isHoldout)
        | Flags.of(IS_UNSEEN, tally.isUnseen);
  }

  static void write(LaterPurchase purchase, CompactOutput out) throws IOException {
    out.text(purchase.customerId());
    out.signed(purchase.timeMillis());
    out.signed(purchase.occurredMillis());
    out.symbol(purchase.kind());
    out.optional(purchase.homeTen4());
    out.optional(purchase.reportingTen4());
  }

  static LaterPurchase readPurchase(CompactInput in) throws IOException {
    return new LaterPurchase(
        text(in),
        in.signed(),
        in.signed(),
        Objects.requireNonNull(in.symbol(LaterPurchase.Kind.values())),
        in.optionalSigned(),
        in.optionalSigned());
  }

  static void write(OutcomeSums sums, CompactOutput out) throws IOException {
    out.signed(sums.tickets());
    out.signed(sums.wonBack());
    out.signed(sums.amountTen4());
    out.signed(sums.valued());
    out.signed(sums.unknown());
    out.signed(sums.lostTen4());
    out.signed(sums.lostValued());
  }

  static OutcomeSums readSums(CompactInput in) throws IOException {
    return new OutcomeSums(
        in.signed(), in.signed(), in.signed(), in.signed(), in.signed(), in.signed(), in.signed());
  }

  private static void write(LossReason loss, CompactOutput out) throws IOException {
    out.text(loss.code());
    out.text(loss.competitor());
    out.signed(loss.heardMillis());
    out.optional(loss.valueTen4());
  }

  private static LossReason readLoss(CompactInput in) throws IOException {
    return new LossReason(text(in), in.text(), in.signed(), in.optionalSigned());
  }

  private static void write(Bought bought, CompactOutput out) throws IOException {
    out.count(bought.purchases());
    out.count(bought.unknown());
    out.optional(bought.homeTen4());
    out.optional(bought.reportingTen4());
  }

  private static Bought readBought(CompactInput in) throws IOException {
    return new Bought(in.number(), in.number(), in.optionalSigned(), in.optionalSigned());
  }

  private static String text(CompactInput in) throws IOException {
    return Objects.requireNonNull(in.text());
  }
}
