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
import java.util.Objects;

/**
 * The form of tickets and of what was bought within values that have a version; to change it, raise
 * the versions of all {@link CompactSerializer}s that use it.
 */
final class TallyBytes {

  private static final int IS_HOLDOUT = 1;
  private static final int IS_OVER = 2;
  private static final int IS_UNSEEN = 4;
  private static final int HAS_LOSS = 8;
  private static final int HAS_BOUGHT = 16;

  private TallyBytes() {}

  static void write(WinBackTally tally, CompactOutput out) throws IOException {
    out.text(tally.groupId);
    out.count(tally.alertIds.size());
    for (String id : tally.alertIds) {
      // The group is named after its first alert, which is the only one of most.
      out.text(id.equals(tally.groupId) ? null : id);
    }
    out.text(tally.segment);
    out.count(tally.windowDays);
    out.count(shape(tally));
    out.optional(tally.calledMillis);
    out.symbol(tally.kept);
    out.symbol(tally.outcome);
    out.optional(tally.contactMillis);
    LossReason loss = tally.loss;
    if (loss != null) {
      write(loss, out);
    }
    if (!tally.bought.equals(Bought.NOTHING)) {
      write(tally.bought, out);
    }
    out.count(tally.told.size());
    for (Told told : tally.told) {
      out.text(told.key());
      write(told.sums(), out);
    }
  }

  private static int shape(WinBackTally tally) {
    return (tally.isHoldout ? IS_HOLDOUT : 0)
        | (tally.isOver ? IS_OVER : 0)
        | (tally.isUnseen ? IS_UNSEEN : 0)
        | (tally.loss == null ? 0 : HAS_LOSS)
        | (tally.bought.equals(Bought.NOTHING) ? 0 : HAS_BOUGHT);
  }

  static WinBackTally readTally(CompactInput in) throws IOException {
    var tally = new WinBackTally(text(in));
    for (int left = in.number(); left > 0; left--) {
      String id = in.text();
      tally.alertIds.add(id == null ? tally.groupId : id);
    }
    tally.segment = in.text();
    tally.windowDays = in.number();
    int shape = in.number();
    tally.isHoldout = (shape & IS_HOLDOUT) != 0;
    tally.isOver = (shape & IS_OVER) != 0;
    tally.isUnseen = (shape & IS_UNSEEN) != 0;
    tally.calledMillis = in.optionalSigned();
    tally.kept = in.symbol(Severity.values());
    tally.outcome = in.symbol(Outcome.values());
    tally.contactMillis = in.optionalSigned();
    tally.loss = (shape & HAS_LOSS) == 0 ? null : readLoss(in);
    tally.bought = (shape & HAS_BOUGHT) == 0 ? Bought.NOTHING : readBought(in);
    for (int left = in.number(); left > 0; left--) {
      tally.told.add(new Told(text(in), readSums(in)));
    }
    return tally;
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
