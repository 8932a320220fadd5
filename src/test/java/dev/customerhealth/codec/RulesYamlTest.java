package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.cadence.MixParams;
import dev.customerhealth.domain.cadence.NbdParams;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.rules.SpendComponentRules;
import dev.customerhealth.domain.rules.SpendDropRules;
import dev.customerhealth.domain.score.ComponentName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesYamlTest {

  static final String LEAST = "version: \"1\"\nsegments:\n  default: {}\n";

  @Test
  void shippedRulesAreValidAndHoldTheDocumentedDefaults() {
    Rules rules = RulesYaml.shipped();

    assertThat(rules.effectiveFromMillis()).isNull();
    assertThat(rules.calendarZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(rules.reportingCurrency()).isEqualTo("GBP");
    assertThat(rules.rates()).isEmpty();
    assertThat(rules.excludedCustomers()).isEmpty();
    assertThat(rules.maxEventsPerCustomerDay()).isEqualTo(1000);
    assertThat(rules.segments().keySet())
        .containsExactly("courier", "default", "restaurant", "retail", "wholesale");
    SegmentRules segment = rules.defaultSegment();
    assertThat(segment.spendDrop()).isEqualTo(new SpendDropRules(28, 28, 4, .20, .50, 1.645, 3));
    assertThat(segment.score().weights().values()).containsExactly(.35, .20, .25, .10, .10);
    assertThat(segment.score().spend()).isEqualTo(new SpendComponentRules(91, 273, 3, 91));
    assertThat(segment.life()).isEqualTo(new LifeRules(2, .90, 3, 90, 365, 60, 2, 90, 1095));
    assertThat(segment.paramsSource()).isEqualTo(SegmentRules.SHIPPED);
  }

  @Test
  void shippedParametersAreThoseOfOnlineRetailUsedAsGiven() {
    var cadence = RulesYaml.shipped().defaultSegment().cadence();

    assertThat(cadence.bg()).isEqualTo(new NbdParams(.6809, 9.4333, .1527, 3.2824));
    assertThat(cadence.mbg()).isEqualTo(new NbdParams(.7329, 9.9267, .2094, 5.5440));
    assertThat(cadence.mix())
        .isEqualTo(
            new MixParams(
                new NbdParams(.8189, 9.3966, .3102, 3.4633),
                List.of(.420, .473, .033, .069, .005)));
    assertThat(cadence.typicalGapDays()).isEqualTo(30);
  }

  @Test
  void shippedSegmentsDifferWhereTheirTradeDoes() {
    Rules rules = RulesYaml.shipped();

    assertThat(rules.segment("restaurant").basis()).isEqualTo(RhythmBasis.VISIT);
    assertThat(rules.segment("restaurant").horizonDays()).isEqualTo(60);
    assertThat(rules.segment("courier").horizonDays()).isEqualTo(60);
    assertThat(rules.segment("wholesale").horizonDays()).isEqualTo(180);
    assertThat(rules.segment("retail").spendDrop())
        .isEqualTo(new SpendDropRules(91, 91, 4, .20, .50, 1.645, 2));
    assertThat(rules.segment("wholesale").spendDrop())
        .isEqualTo(rules.segment("retail").spendDrop());
    assertThat(rules.segment("courier").spendDrop()).isEqualTo(rules.defaultSegment().spendDrop());
  }

  @Test
  void aSegmentInheritsKeyByKeyFromTheDefaultAndTheDefaultFromTheShippedRules() {
    Rules rules =
        valid(
            """
            version: "7"
            segments:
              default:
                homeCurrency: VND
                score:
                  bands: {healthyFrom: 70}
              vip:
                score:
                  bands: {watchFrom: 50}
              plain:
            """);

    SegmentRules vip = rules.segment("vip");
    assertThat(vip.name()).isEqualTo("vip");
    assertThat(vip.homeCurrency()).isEqualTo("VND");
    assertThat(vip.score().bands().healthyFrom()).isEqualTo(70);
    assertThat(vip.score().bands().watchFrom()).isEqualTo(50);
    assertThat(vip.score().bands().hysteresis()).isEqualTo(5);
    assertThat(rules.segment("plain").score()).isEqualTo(rules.defaultSegment().score());
    assertThat(rules.defaultSegment().score().bands().watchFrom()).isEqualTo(40);
    assertThat(rules.segments()).doesNotContainKey("retail");
  }

  @Test
  void topLevelKeysAreRead() {
    Rules rules =
        valid(
            """
            version: 2026.1
            effectiveFrom: 2026-12-01T07:00:00+07:00
            calendar: {zone: Asia/Ho_Chi_Minh}
            currency: {reporting: VND, rates: {USD: 26000, GBP: 3.5e4, VND: 1}}
            hotKeys: {exclude: [0, GUEST], maxEventsPerDay: 5}
            segments:
              default: {homeCurrency: VND}
            """);

    assertThat(rules.version()).isEqualTo("2026.1");
    assertThat(rules.effectiveFromMillis())
        .isEqualTo(Instant.parse("2026-12-01T00:00:00Z").toEpochMilli());
    assertThat(rules.calendarZone()).isEqualTo(ZoneId.of("Asia/Ho_Chi_Minh"));
    assertThat(rules.rate("GBP", "VND")).contains(new BigDecimal("3.5e4"));
    assertThat(rules.excludedCustomers()).isEqualTo(Set.of("0", "GUEST"));
    assertThat(rules.maxEventsPerCustomerDay()).isEqualTo(5);
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    Rules shipped = RulesYaml.shipped();
    assertThat(valid(RulesYaml.write(shipped))).isEqualTo(shipped);

    Rules odd =
        valid(
            """
            version: "a: b # 'c' \\"d\\""
            effectiveFrom: 2026-12-01T00:00:00.123Z
            calendar: {zone: "+07:00"}
            currency: {reporting: JPY, rates: {USD: 1e3, VND: 0.0000310, KRW: 0.1000}}
            hotKeys: {exclude: ["true", "0", "null", "~", "*a", "&b", "- c", "Anh Bảy", "1e3"]}
            segments:
              default: {cadence: {bg: {r: 0.000001, b: 123456.78901234567}}, score: {weights: {care: 0.05, advocacy: 0.15}}}
              "yes": {overdue: {callRisk: 0.30000000000000004, watchRisk: 0.1}}
              "a.b: [c]": {cadence: {mix: {weights: [0.2, 0.2, 0.2, 0.2, 0.2]}}, paramsSource: FITTED 2026-01-01}
              "12": {}
            """);
    String written = RulesYaml.write(odd);
    assertThat(valid(written)).isEqualTo(odd);
    assertThat(RulesYaml.write(valid(written))).isEqualTo(written);
    assertThat(odd.segment("yes").overdue().callRisk()).isEqualTo(0.30000000000000004);
  }

  @Test
  void writtenRulesAreCompleteWhateverIsShippedLater() {
    String written = RulesYaml.write(RulesYaml.shipped());

    assertThat(RulesYaml.read(written, RulesYaml.NOTHING))
        .isEqualTo(new RulesYaml.Valid(RulesYaml.shipped()));
  }

  @Test
  void theLeastDocumentIsTheShippedDefault() {
    assertThat(valid(LEAST).segments()).containsOnlyKeys("default");
    assertThat(valid(LEAST).defaultSegment()).isEqualTo(RulesYaml.shipped().defaultSegment());
    assertThat(valid(LEAST).defaultSegment().score().weight(ComponentName.RETURN)).isEqualTo(.35);
  }

  static Rules valid(String yaml) {
    RulesYaml.Result result = RulesYaml.read(yaml);
    assertThat(result).isInstanceOf(RulesYaml.Valid.class);
    return ((RulesYaml.Valid) result).rules();
  }

  static List<String> faults(String yaml) {
    RulesYaml.Result result = RulesYaml.read(yaml);
    assertThat(result)
        .as(yaml.length() < 2000 ? yaml : "long")
        .isInstanceOf(RulesYaml.Invalid.class);
    return ((RulesYaml.Invalid) result).faults();
  }
}
