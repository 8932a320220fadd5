package dev.customerhealth.codec;

import dev.customerhealth.avro.Band;
import dev.customerhealth.avro.Change;
import dev.customerhealth.avro.ChangeDriver;
import dev.customerhealth.avro.Component;
import dev.customerhealth.avro.Confidence;
import dev.customerhealth.avro.CountWindows;
import dev.customerhealth.avro.LevelName;
import dev.customerhealth.avro.LifeStatus;
import dev.customerhealth.avro.MoneyWindows;
import dev.customerhealth.avro.RunningLevel;
import dev.customerhealth.avro.ScoreChange;
import dev.customerhealth.avro.SpendDropSeverity;
import dev.customerhealth.domain.ledger.Money;
import dev.customerhealth.domain.score.ComponentName;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.ScoreMove;
import dev.customerhealth.domain.score.ScoreOverride;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A domain score as records of the contract. */
final class ScoreMapping {

  /** By what the domain calls them. */
  private static final Map<String, String> COMPONENTS =
      Arrays.stream(ComponentName.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  Enum::name, part -> part.name().toLowerCase(Locale.ROOT)));

  private ScoreMapping() {}

  static dev.customerhealth.avro.HealthScore record(HealthScore score) {
    var record = new dev.customerhealth.avro.HealthScore();
    record.setCustomerId(score.customerId());
    record.setRevision(score.revision());
    record.setAsOf(Instant.ofEpochMilli(score.asOfMillis()));
    record.setScore(score.score().points());
    record.setPreviousScore(previousPoints(score));
    record.setBand(band(score.band()));
    record.setBandSince(Instant.ofEpochMilli(score.bandSinceMillis()));
    record.setPreviousBand(score.previousBand() == null ? null : band(score.previousBand()));
    record.setConfidence(Confidence.valueOf(score.confidence().name()));
    record.setCoverage(score.score().coverage());
    record.setStatus(status(score.status()));
    record.setStatusSince(Instant.ofEpochMilli(score.statusSinceMillis()));
    record.setPreviousStatus(
        score.previousStatus() == null ? null : status(score.previousStatus()));
    record.setSegment(score.segment());
    record.setStore(score.store());
    record.setComponents(components(score));
    record.setCaps(score.score().caps().stream().map(Enum::name).toList());
    record.setChange(changes(score));
    record.setCause(score.cause().id());
    record.setTopReason(score.topReason() == null ? null : partName(score.topReason()));
    setCadence(record, score);
    setHistory(record, score);
    record.setSpendDrop(score.spendDrop().drop());
    record.setSpendDropSeverity(severity(score));
    record.setServiceLevel(level(score.serviceLevel()));
    record.setOpenCases(score.openCases());
    record.setValueAtRisk(money(score.valueAtRisk()));
    setOverride(record, score);
    record.setParamsSource(score.paramsSource());
    record.setValidUntil(score.validUntil());
    record.setRulesVersion(score.rulesVersion());
    return record;
  }

  /**
   * Here band and status before are those of the record before, so that a move is seen in one
   * record.
   */
  static ScoreChange change(HealthScore score) {
    LastScore before = score.before();
    var record = new ScoreChange();
    record.setCustomerId(score.customerId());
    record.setRevision(score.revision());
    record.setAsOf(Instant.ofEpochMilli(score.asOfMillis()));
    record.setScore(score.score().points());
    record.setPreviousScore(previousPoints(score));
    record.setBand(band(score.band()));
    record.setPreviousBand(before == null ? null : band(before.band()));
    record.setStatus(status(score.status()));
    record.setPreviousStatus(before == null ? null : status(before.status()));
    record.setChange(changes(score));
    record.setCause(score.cause().id());
    record.setTopReason(score.topReason() == null ? null : partName(score.topReason()));
    record.setRulesVersion(score.rulesVersion());
    record.setSegment(score.segment());
    return record;
  }

  private static void setCadence(dev.customerhealth.avro.HealthScore record, HealthScore score) {
    record.setHorizonDays(score.horizonDays());
    HealthScore.CadenceFigures cadence = score.cadence();
    if (cadence == null) {
      return;
    }
    record.setSilenceRisk(cadence.silenceRisk());
    record.setPAlive(cadence.pAlive());
    record.setOwnSilenceRisk(cadence.ownSilenceRisk());
    record.setOwnHorizonDays(cadence.ownHorizonDays());
    record.setGapDays(cadence.gapDays());
    record.setAtRiskFrom(cadence.atRiskFrom());
  }

  private static void setOverride(dev.customerhealth.avro.HealthScore record, HealthScore score) {
    record.setModelScore(score.modelScore());
    ScoreOverride override = score.override();
    if (override != null) {
      record.setOverrideUntil(Instant.ofEpochMilli(override.untilMillis()));
      record.setOverrideAuthor(override.author());
      record.setOverrideReason(override.reason());
    }
  }

  private static void setHistory(dev.customerhealth.avro.HealthScore record, HealthScore score) {
    record.setFirstPurchaseAt(instant(score.firstPurchaseMillis()));
    record.setLastPurchaseAt(instant(score.lastPurchaseMillis()));
    record.setLastVisitAt(instant(score.lastVisitMillis()));
    record.setPurchaseDays(score.purchaseDays());
    record.setCurrency(score.currency());
    long[] spend = score.windows().spend();
    record.setSpend(
        new MoneyWindows(money(spend[0]), money(spend[1]), money(spend[2]), money(spend[3])));
    record.setVisits(counts(score.windows().visits()));
    record.setItems(counts(score.windows().items()));
    record.setUnknownValuePurchases(score.unknownValue());
    record.setUnknownCurrency(score.unknownCurrency());
  }

  private static @Nullable RunningLevel level(
      dev.customerhealth.domain.experience.@Nullable RunningLevel level) {
    if (level == null) {
      return null;
    }
    return RunningLevel.newBuilder()
        .setLevel(level.level().number())
        .setName(LevelName.valueOf(level.level().name()))
        .setMean(level.latent().mean())
        .setConfidence(level.confidence())
        .setProvisional(level.provisional())
        .setBound(level.bound() == null ? null : level.bound().code().name())
        .build();
  }

  private static List<Component> components(HealthScore score) {
    List<Component> components = new ArrayList<>(score.score().components().size());
    for (ComponentScore part : score.score().components()) {
      components.add(component(part));
    }
    return components;
  }

  private static Component component(ComponentScore part) {
    return new Component(partName(part.name()), part.value(), part.weight(), part.tenths() / 10.0);
  }

  private static List<Change> changes(HealthScore score) {
    List<Change> changes = new ArrayList<>(score.change().size());
    for (ScoreMove move : score.change()) {
      changes.add(change(move));
    }
    return changes;
  }

  private static Change change(ScoreMove move) {
    return new Change(
        partName(move.name()), ChangeDriver.valueOf(move.driver().name()), move.tenths() / 10.0);
  }

  /** Components go by their lower-case name, as in {@code return_points}; caps are codes. */
  static String partName(String name) {
    return COMPONENTS.getOrDefault(name, name);
  }

  static Band band(dev.customerhealth.domain.score.Band band) {
    return Band.valueOf(band.name());
  }

  static LifeStatus status(dev.customerhealth.domain.score.LifeStatus status) {
    return LifeStatus.valueOf(status.name());
  }

  static @Nullable SpendDropSeverity severity(HealthScore score) {
    return score.spendDrop().drop() == null
        ? null
        : SpendDropSeverity.valueOf(score.spendDrop().severity().name());
  }

  private static @Nullable Double previousPoints(HealthScore score) {
    LastScore before = score.before();
    Integer tenths = before == null ? null : before.tenths();
    return tenths == null ? null : (Double) (tenths / 10.0);
  }

  static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable BigDecimal money(@Nullable Long ten4) {
    return ten4 == null ? null : Money.toDecimal(ten4);
  }

  private static CountWindows counts(long[] counts) {
    return new CountWindows(counts[0], counts[1], counts[2], counts[3]);
  }
}
