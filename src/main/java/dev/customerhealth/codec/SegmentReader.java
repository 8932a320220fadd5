package dev.customerhealth.codec;

import static dev.customerhealth.codec.YamlRange.SHARE;
import static dev.customerhealth.codec.YamlRange.above;
import static dev.customerhealth.codec.YamlRange.closed;

import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.MixParams;
import dev.customerhealth.domain.cadence.NbdParams;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.rules.SpendDropRules;
import java.util.List;

/** One segment of the rules document, after inheritance. */
final class SegmentReader {

  /** Wide enough for every fit, narrow enough for the special functions behind it. */
  private static final YamlRange PARAMETER = closed(1e-6, 1e6);

  /** Shipped weights are rounded to three digits and used as they are. */
  private static final double MIX_TOLERANCE = 1e-3;

  private SegmentReader() {}

  static SegmentRules read(String name, YamlSection segment, ResponseReader responses) {
    var rules =
        new SegmentRules(
            name,
            CurrencyCode.read(segment, "homeCurrency"),
            segment.symbol("basis", RhythmBasis.class),
            segment.whole("horizonDays", 1, 1095),
            cadence(segment.section("cadence")),
            segment.text("paramsSource", 64),
            overdue(segment.section("overdue")),
            spendDrop(segment.section("spendDrop")),
            ScoreReader.read(segment.section("score")),
            life(segment.section("life")),
            responses.read(segment.section("responses")));
    segment.done();
    return rules;
  }

  private static CadenceModel cadence(YamlSection cadence) {
    var model =
        new CadenceModel(
            nbdOnly(cadence.section("bg")),
            nbdOnly(cadence.section("mbg")),
            mix(cadence.section("mix")),
            cadence.number("typicalGapDays", closed(1, 3650)));
    cadence.done();
    return model;
  }

  private static NbdParams nbdOnly(YamlSection section) {
    NbdParams params = nbd(section);
    section.done();
    return params;
  }

  private static NbdParams nbd(YamlSection section) {
    return new NbdParams(
        section.number("r", PARAMETER),
        section.number("alpha", PARAMETER),
        section.number("a", PARAMETER),
        section.number("b", PARAMETER));
  }

  private static MixParams mix(YamlSection mix) {
    NbdParams params = nbd(mix);
    List<Double> weights = mix.numbers("weights", MixParams.KS.size(), above(0, 1));
    double sum = weights.stream().mapToDouble(weight -> weight).sum();
    boolean fits = StrictMath.abs(sum - 1) <= MIX_TOLERANCE;
    mix.together(fits, "must sum to 1, sum is " + sum, "weights");
    mix.done();
    return new MixParams(params, weights);
  }

  private static OverdueRules overdue(YamlSection overdue) {
    var rules =
        new OverdueRules(
            overdue.number("watchRisk", SHARE),
            overdue.number("callRisk", SHARE),
            overdue.number("ownRisk", SHARE));
    overdue.together(
        rules.watchRisk() <= rules.callRisk(),
        "must not be above callRisk",
        "watchRisk",
        "callRisk");
    overdue.done();
    return rules;
  }

  private static SpendDropRules spendDrop(YamlSection drop) {
    var rules =
        new SpendDropRules(
            Days.window(drop, "windowDays"),
            Days.window(drop, "baseDays"),
            drop.whole("minBasePurchases", 1, 1000),
            drop.number("watchDrop", above(0, 1)),
            drop.number("callDrop", above(0, 1)),
            drop.number("significanceZ", closed(0, 10)),
            drop.whole("longWindowFactor", 1, 10));
    drop.together(
        rules.watchDrop() <= rules.callDrop(),
        "must not be above callDrop",
        "watchDrop",
        "callDrop");
    int longest = (rules.windowDays() + rules.baseDays()) * rules.longWindowFactor();
    String tooLong =
        "(windowDays + baseDays) x longWindowFactor must be at most "
            + Rules.REACH_DAYS
            + ", is "
            + longest;
    drop.together(
        longest <= Rules.REACH_DAYS, tooLong, "windowDays", "baseDays", "longWindowFactor");
    drop.done();
    return rules;
  }

  private static LifeRules life(YamlSection life) {
    var rules =
        new LifeRules(
            life.number("newGaps", above(0, 100)),
            life.number("lostRisk", SHARE),
            life.number("lostGaps", closed(0, 100)),
            life.whole("lostMinSilentDays", 1, 3650),
            life.whole("lostOneTimeDays", 1, 3650),
            life.whole("lostDeclaredDays", 1, 3650),
            life.whole("wonBackPurchases", 1, 100),
            life.whole("wonBackDays", 1, 3650),
            life.whole("forgetAfterDays", Rules.REACH_DAYS, 36_500));
    String order = "must not be below lostOneTimeDays, or nobody who bought once would be lost";
    life.together(
        rules.forgetAfterDays() >= rules.lostOneTimeDays(),
        order,
        "forgetAfterDays",
        "lostOneTimeDays");
    life.done();
    return rules;
  }
}
