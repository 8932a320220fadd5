package dev.customerhealth.codec;

import dev.customerhealth.avro.LossReason;
import dev.customerhealth.avro.WinBack;
import dev.customerhealth.avro.WinBackOutcome;
import dev.customerhealth.domain.alert.OutcomeKey;
import dev.customerhealth.domain.alert.OutcomeRecord;
import dev.customerhealth.domain.alert.OutcomeSums;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;

/** Win-backs and reasons for leaving as records of the contract. */
final class OutcomeMapping {

  private OutcomeMapping() {}

  static Topic topic(OutcomeKey key) {
    return key.outcome() == null ? Topic.LOSS_REASONS : Topic.WIN_BACK;
  }

  static SpecificRecord record(OutcomeRecord source) {
    var outcome = source.key().outcome();
    return outcome == null
        ? lossReason(source)
        : winBack(source, WinBackOutcome.valueOf(outcome.name()));
  }

  private static WinBack winBack(OutcomeRecord source, WinBackOutcome outcome) {
    OutcomeSums sums = source.sums();
    return WinBack.newBuilder()
        .setMonth(source.key().month())
        .setSegment(source.key().segment())
        .setOutcome(outcome)
        .setDay(LocalDate.ofEpochDay(source.day()))
        .setAsOf(Instant.ofEpochMilli(source.asOfMillis()))
        .setAlerts(sums.tickets())
        .setWonBack(sums.wonBack())
        .setRate(sums.rate())
        .setAmount(ScoreMapping.money(sums.knownAmountTen4()))
        .setUnknownAmounts(sums.unknown())
        .setCurrency(source.currency())
        .setRulesVersion(source.rulesVersion())
        .build();
  }

  private static LossReason lossReason(OutcomeRecord source) {
    OutcomeSums sums = source.sums();
    return LossReason.newBuilder()
        .setMonth(source.key().month())
        .setSegment(source.key().segment())
        .setReason(String.valueOf(source.key().reason()))
        .setCompetitor(source.key().competitor())
        .setDay(LocalDate.ofEpochDay(source.day()))
        .setAsOf(Instant.ofEpochMilli(source.asOfMillis()))
        .setCustomers(sums.tickets())
        .setValueLost(ScoreMapping.money(sums.knownLostTen4()))
        .setUnknownValues(sums.tickets() - sums.lostValued())
        .setWonBack(sums.wonBack())
        .setWonBackAmount(ScoreMapping.money(sums.knownAmountTen4()))
        .setUnknownAmounts(sums.unknown())
        .setCurrency(source.currency())
        .setRulesVersion(source.rulesVersion())
        .build();
  }
}
