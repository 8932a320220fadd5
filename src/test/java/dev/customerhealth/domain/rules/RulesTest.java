package dev.customerhealth.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.MixParams;
import dev.customerhealth.domain.cadence.NbdParams;
import dev.customerhealth.domain.score.ComponentName;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final ExperienceRules EXPERIENCE = RulesYaml.shipped().experience();
  private static final AlertRules ALERTS = RulesYaml.shipped().alerts();
  private static final CadenceModel SHARED = cadence(1);
  private static final CadenceModel OWN = cadence(2);
  private static final CadenceModel FITTED = cadence(3);

  private final Rules rules =
      rules(
          segment("default", "GBP", SHARED),
          segment("retail", "GBP", SHARED),
          segment("asia", "VND", OWN));

  @Test
  void anUnknownOrMissingSegmentIsTheDefault() {
    assertThat(rules.segment("asia").name()).isEqualTo("asia");
    assertThat(rules.segment("nowhere")).isSameAs(rules.defaultSegment());
    assertThat(rules.segment(null)).isSameAs(rules.defaultSegment());
  }

  @Test
  void rulesWithoutADefaultSegmentCannotBe() {
    assertThatThrownBy(() -> rules(segment("retail", "GBP", SHARED)))
        .hasMessageContaining("default");
  }

  @Test
  void ratesGoThroughTheReportingCurrency() {
    assertThat(rules.rate("GBP", "GBP")).contains(BigDecimal.ONE);
    assertThat(rules.rate("XYZ", "XYZ")).contains(BigDecimal.ONE);
    assertThat(rules.rate("USD", "GBP")).contains(new BigDecimal("0.8"));
    assertThat(rules.rate("GBP", "USD")).contains(new BigDecimal("1.25"));
    assertThat(rules.rate("USD", "VND")).contains(new BigDecimal("2E+4"));
    assertThat(rules.rate("EUR", "GBP")).isEmpty();
    assertThat(rules.rate("GBP", "EUR")).isEmpty();
    assertThat(rules.rate(null, "GBP")).isEmpty();
  }

  @Test
  void aHomeCurrencyReachesTheDefaultAndWhoSharesIt() {
    Rules changed = rules.withHomeCurrency("EUR");

    assertThat(changed.defaultSegment().homeCurrency()).isEqualTo("EUR");
    assertThat(changed.segment("retail").homeCurrency()).isEqualTo("EUR");
    assertThat(changed.segment("asia").homeCurrency()).isEqualTo("VND");
    assertThat(rules.defaultSegment().homeCurrency()).isEqualTo("GBP");
  }

  @Test
  void aHorizonReachesEverySegment() {
    assertThat(rules.withHorizonDays(30).segments().values())
        .extracting(SegmentRules::horizonDays)
        .containsOnly(30);
  }

  @Test
  void aFittedRhythmReachesItsSegmentAndWhoSharedTheDefaults() {
    Rules fitted = rules.withCadence(Map.of("default", FITTED), "FITTED 2011-06-01");

    assertThat(fitted.defaultSegment().cadence()).isEqualTo(FITTED);
    assertThat(fitted.segment("retail").cadence()).isEqualTo(FITTED);
    assertThat(fitted.segment("retail").paramsSource()).isEqualTo("FITTED 2011-06-01");
    assertThat(fitted.segment("asia").cadence()).isEqualTo(OWN);
    assertThat(fitted.segment("asia").paramsSource()).isEqualTo(SegmentRules.SHIPPED);
  }

  @Test
  void aRhythmFittedForOneSegmentStaysThere() {
    Rules fitted = rules.withCadence(Map.of("retail", FITTED), "FITTED 2011-06-01");

    assertThat(fitted.segment("retail").cadence()).isEqualTo(FITTED);
    assertThat(fitted.defaultSegment()).isEqualTo(rules.defaultSegment());
    assertThatThrownBy(() -> rules.withCadence(Map.of("nowhere", FITTED), "FITTED"))
        .hasMessageContaining("nowhere");
  }

  @Test
  void rulesDoNotChangeWithWhatTheyWereMadeOf() {
    var segments = new HashMap<>(Map.of("default", segment("default", "GBP", SHARED)));
    var made =
        new Rules(
            "1",
            null,
            ZoneOffset.UTC,
            "GBP",
            Map.of(),
            Set.of(),
            1000,
            EXPERIENCE,
            ALERTS,
            segments);

    segments.clear();

    assertThat(made.segments()).containsOnlyKeys("default");
    assertThatThrownBy(() -> made.segments().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> made.defaultSegment().score().weights().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aScorecardNeedsEveryWeight() {
    assertThatThrownBy(() -> score(Map.of(ComponentName.RETURN, 1.0)))
        .hasMessageContaining("RETURN");
  }

  private static Rules rules(SegmentRules... segments) {
    var byName = new HashMap<String, SegmentRules>();
    for (SegmentRules segment : segments) {
      byName.put(segment.name(), segment);
    }
    var rates = Map.of("USD", new BigDecimal("0.80"), "VND", new BigDecimal("0.00004"));
    return new Rules(
        "1", null, ZoneOffset.UTC, "GBP", rates, Set.of(), 1000, EXPERIENCE, ALERTS, byName);
  }

  private static SegmentRules segment(String name, String currency, CadenceModel cadence) {
    var weights = new EnumMap<ComponentName, Double>(ComponentName.class);
    for (ComponentName component : ComponentName.values()) {
      weights.put(component, 0.2);
    }
    return new SegmentRules(
        name,
        currency,
        RhythmBasis.PURCHASE,
        90,
        cadence,
        SegmentRules.SHIPPED,
        new OverdueRules(.5, .7, .5),
        new SpendDropRules(28, 28, 4, .2, .5, 1.645, 3),
        score(weights),
        new LifeRules(2, .9, 3, 90, 365, 60, 2, 90, 1095),
        RulesYaml.shipped().defaultSegment().responses());
  }

  private static ScoreRules score(Map<ComponentName, Double> weights) {
    return new ScoreRules(
        weights,
        new SpendComponentRules(91, 273, 3, 91),
        new BandRules(65, 40, 5),
        .4,
        1,
        5,
        new CapRules(35, 60, 1, 60, 30, 25, 2),
        new CareRules(24, 72, 180, .6, .15, 0, .6, .9));
  }

  private static CadenceModel cadence(double r) {
    var nbd = new NbdParams(r, 9, .2, 3);
    return new CadenceModel(nbd, nbd, new MixParams(nbd, List.of(.2, .2, .2, .2, .2)), 30);
  }
}
