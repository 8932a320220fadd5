package dev.customerhealth.codec;

import static dev.customerhealth.codec.YamlRange.SHARE;
import static dev.customerhealth.codec.YamlRange.above;
import static dev.customerhealth.codec.YamlRange.closed;

import dev.customerhealth.domain.rules.BandRules;
import dev.customerhealth.domain.rules.CapRules;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.ScoreRules;
import dev.customerhealth.domain.rules.SpendComponentRules;
import dev.customerhealth.domain.score.ComponentName;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The scorecard of a segment. */
final class ScoreReader {

  private static final double SUM_TOLERANCE = 1e-9;
  private static final YamlRange POINTS = closed(0, 100);

  /** A hundred days. */
  private static final int MAX_HOURS = 2400;

  private ScoreReader() {}

  static ScoreRules read(YamlSection score) {
    var rules =
        new ScoreRules(
            weights(score.section("weights")),
            spend(score.section("spend")),
            bands(score.section("bands")),
            score.number("lowConfidenceBelow", SHARE),
            score.number("changePoints", closed(0.1, 100)),
            score.number("driftPoints", closed(0.1, 100)),
            caps(score.section("caps")),
            care(score.section("care")));
    score.done();
    return rules;
  }

  /** The key of a component in the document. */
  static String key(ComponentName component) {
    return component.name().toLowerCase(Locale.ROOT);
  }

  private static Map<ComponentName, Double> weights(YamlSection section) {
    var weights = new EnumMap<ComponentName, Double>(ComponentName.class);
    for (ComponentName component : ComponentName.values()) {
      weights.put(component, section.number(key(component), SHARE));
    }
    double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
    String[] keys =
        Arrays.stream(ComponentName.values()).map(ScoreReader::key).toArray(String[]::new);
    section.togetherAsWhole(
        StrictMath.abs(sum - 1) <= SUM_TOLERANCE, "must sum to 1, sum is " + sum, keys);
    section.done();
    return weights;
  }

  private static SpendComponentRules spend(YamlSection spend) {
    var rules =
        new SpendComponentRules(
            Days.window(spend, "recentDays"),
            Days.window(spend, "baseDays"),
            spend.whole("minBasePurchases", 1, 1000),
            spend.whole("minBaseDays", 1, Rules.REACH_DAYS));
    int both = rules.recentDays() + rules.baseDays();
    String tooLong = "recentDays + baseDays must be at most " + Rules.REACH_DAYS + ", is " + both;
    spend.together(both <= Rules.REACH_DAYS, tooLong, "recentDays", "baseDays");
    spend.together(
        rules.minBaseDays() <= rules.baseDays(),
        "must not be above baseDays",
        "minBaseDays",
        "baseDays");
    spend.done();
    return rules;
  }

  private static BandRules bands(YamlSection bands) {
    var rules =
        new BandRules(
            bands.number("healthyFrom", POINTS),
            bands.number("watchFrom", POINTS),
            bands.number("hysteresis", POINTS));
    double width = rules.healthyFrom() - rules.watchFrom();
    bands.together(width >= 0, "must not be above healthyFrom", "watchFrom", "healthyFrom");
    String wide = "must not be above healthyFrom - watchFrom, which is " + width;
    bands.together(
        width < 0 || rules.hysteresis() <= width, wide, "hysteresis", "healthyFrom", "watchFrom");
    bands.done();
    return rules;
  }

  private static CapRules caps(YamlSection caps) {
    var rules =
        new CapRules(
            caps.number("terribleCap", POINTS),
            caps.whole("terribleDays", 1, Rules.REACH_DAYS),
            caps.number("terribleRisePerDay", above(0, 100)),
            caps.number("basicCap", POINTS),
            caps.whole("basicDays", 1, Rules.REACH_DAYS),
            caps.number("leavingCap", POINTS),
            caps.whole("leavingEndsAfterPurchases", 1, 100));
    String order = "must not be above basicCap: the worse service would be forgiven more";
    caps.together(rules.terribleCap() <= rules.basicCap(), order, "terribleCap", "basicCap");
    double ends = rules.terribleDays() + (100 - rules.terribleCap()) / rules.terribleRisePerDay();
    caps.together(
        ends <= Rules.REACH_DAYS,
        "must let the cap end within the " + Rules.REACH_DAYS + " days that are remembered",
        "terribleRisePerDay",
        "terribleCap",
        "terribleDays");
    caps.done();
    return rules;
  }

  private static CareRules care(YamlSection care) {
    var rules =
        new CareRules(
            care.whole("firstAnswerHours", 1, MAX_HOURS),
            care.whole("resolutionHours", 1, MAX_HOURS),
            care.whole("countsDays", 1, Rules.REACH_DAYS),
            care.number("openInTime", SHARE),
            care.number("openLate", SHARE),
            care.number("reopened", SHARE),
            care.number("resolvedLate", SHARE),
            care.number("resolvedInTime", SHARE));
    care.done();
    return rules;
  }
}
