package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesWriter.keys;

import dev.customerhealth.domain.rules.BandRules;
import dev.customerhealth.domain.rules.CapRules;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.ScoreRules;
import dev.customerhealth.domain.rules.SpendComponentRules;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scorecard of a segment, to be written. */
final class ScoreWriter {

  private ScoreWriter() {}

  static Map<String, Object> score(ScoreRules score) {
    return keys(
        "weights", weights(score),
        "spend", spend(score.spend()),
        "bands", bands(score.bands()),
        "lowConfidenceBelow", score.lowConfidenceBelow(),
        "changePoints", score.changePoints(),
        "driftPoints", score.driftPoints(),
        "caps", caps(score.caps()),
        "care", care(score.care()));
  }

  private static Map<String, Object> weights(ScoreRules score) {
    var weights = new LinkedHashMap<String, Object>();
    score
        .weights()
        .forEach(
            (component, weight) ->
                weights.put(ScoreReader.key(component), RulesWriter.plain(weight)));
    return weights;
  }

  private static Map<String, Object> spend(SpendComponentRules spend) {
    return keys(
        "recentDays", spend.recentDays(),
        "baseDays", spend.baseDays(),
        "minBasePurchases", spend.minBasePurchases(),
        "minBaseDays", spend.minBaseDays());
  }

  private static Map<String, Object> bands(BandRules bands) {
    return keys(
        "healthyFrom",
        bands.healthyFrom(),
        "watchFrom",
        bands.watchFrom(),
        "hysteresis",
        bands.hysteresis());
  }

  private static Map<String, Object> caps(CapRules caps) {
    return keys(
        "terribleCap", caps.terribleCap(),
        "terribleDays", caps.terribleDays(),
        "terribleRisePerDay", caps.terribleRisePerDay(),
        "basicCap", caps.basicCap(),
        "basicDays", caps.basicDays(),
        "leavingCap", caps.leavingCap(),
        "leavingEndsAfterPurchases", caps.leavingEndsAfterPurchases());
  }

  private static Map<String, Object> care(CareRules care) {
    return keys(
        "firstAnswerHours", care.firstAnswerHours(),
        "resolutionHours", care.resolutionHours(),
        "countsDays", care.countsDays(),
        "openInTime", care.openInTime(),
        "openLate", care.openLate(),
        "reopened", care.reopened(),
        "resolvedLate", care.resolvedLate(),
        "resolvedInTime", care.resolvedInTime());
  }
}
