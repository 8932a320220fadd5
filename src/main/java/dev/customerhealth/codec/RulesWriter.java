package dev.customerhealth.codec;

import static dev.customerhealth.domain.rules.Rules.DEFAULT_SEGMENT;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.NbdParams;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.rules.SpendDropRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules to YAML: the default segment in full, the others by what differs from it. */
final class RulesWriter {

  private static final String HEAD =
      """
      # Written by customer-health. Every key is explained in the shipped rules (flink-conf/rules.yaml).
      """;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private RulesWriter() {}

  static String write(Rules rules) {
    try {
      return HEAD + YAML.writeValueAsString(document(rules));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Rules cannot be written", e);
    }
  }

  private static Map<String, Object> document(Rules rules) {
    var document = new LinkedHashMap<String, Object>();
    document.put("version", rules.version());
    Long from = rules.effectiveFromMillis();
    if (from != null) {
      document.put("effectiveFrom", Instant.ofEpochMilli(from).toString());
    }
    document.put("calendar", Map.of("zone", rules.calendarZone().getId()));
    document.put("currency", keys("reporting", rules.reportingCurrency(), "rates", rules.rates()));
    document.put(
        "hotKeys",
        keys(
            "exclude",
            rules.excludedCustomers(),
            "maxEventsPerDay",
            rules.maxEventsPerCustomerDay()));
    document.put("alerts", AlertWriter.alerts(rules.alerts()));
    document.put("segments", segments(rules));
    document.put("experience", ExperienceWriter.experience(rules.experience()));
    return document;
  }

  private static Map<String, Object> segments(Rules rules) {
    var segments = new LinkedHashMap<String, Object>();
    Map<String, Object> inherited = segment(rules.defaultSegment());
    segments.put(DEFAULT_SEGMENT, inherited);
    rules
        .segments()
        .forEach(
            (name, segment) -> segments.putIfAbsent(name, difference(segment(segment), inherited)));
    return segments;
  }

  /**
   * The entries of the first that the second does not hold in the same way; both have the same
   * keys.
   */
  private static Map<String, Object> difference(Map<?, ?> own, Map<?, ?> inherited) {
    var difference = new LinkedHashMap<String, Object>();
    own.forEach(
        (key, value) -> {
          Object below = inherited.get(key);
          if (!value.equals(below)) {
            Object changed =
                value instanceof Map<?, ?> section && below instanceof Map<?, ?> sectionBelow
                    ? difference(section, sectionBelow)
                    : value;
            difference.put((String) key, changed);
          }
        });
    return difference;
  }

  private static Map<String, Object> segment(SegmentRules segment) {
    return keys(
        "homeCurrency", segment.homeCurrency(),
        "basis", segment.basis().name(),
        "horizonDays", segment.horizonDays(),
        "paramsSource", segment.paramsSource(),
        "cadence", cadence(segment.cadence()),
        "overdue", overdue(segment.overdue()),
        "spendDrop", spendDrop(segment.spendDrop()),
        "score", ScoreWriter.score(segment.score()),
        "life", life(segment.life()),
        "responses", AlertWriter.responses(segment.responses()));
  }

  private static Map<String, Object> cadence(CadenceModel cadence) {
    Map<String, Object> mix = nbd(cadence.mix().nbd());
    mix.put("weights", cadence.mix().weights().stream().map(RulesWriter::plain).toList());
    return keys(
        "bg",
        nbd(cadence.bg()),
        "mbg",
        nbd(cadence.mbg()),
        "mix",
        mix,
        "typicalGapDays",
        cadence.typicalGapDays());
  }

  private static Map<String, Object> nbd(NbdParams params) {
    return keys("r", params.r(), "alpha", params.alpha(), "a", params.a(), "b", params.b());
  }

  private static Map<String, Object> overdue(OverdueRules rules) {
    return keys(
        "watchRisk", rules.watchRisk(), "callRisk", rules.callRisk(), "ownRisk", rules.ownRisk());
  }

  private static Map<String, Object> spendDrop(SpendDropRules rules) {
    return keys(
        "windowDays", rules.windowDays(),
        "baseDays", rules.baseDays(),
        "minBasePurchases", rules.minBasePurchases(),
        "watchDrop", rules.watchDrop(),
        "callDrop", rules.callDrop(),
        "significanceZ", rules.significanceZ(),
        "longWindowFactor", rules.longWindowFactor());
  }

  private static Map<String, Object> life(LifeRules rules) {
    return keys(
        "newGaps", rules.newGaps(),
        "lostRisk", rules.lostRisk(),
        "lostGaps", rules.lostGaps(),
        "lostMinSilentDays", rules.lostMinSilentDays(),
        "lostOneTimeDays", rules.lostOneTimeDays(),
        "lostDeclaredDays", rules.lostDeclaredDays(),
        "wonBackPurchases", rules.wonBackPurchases(),
        "wonBackDays", rules.wonBackDays(),
        "forgetAfterDays", rules.forgetAfterDays());
  }

  /** Keys and values in turn, in this order. */
  static Map<String, Object> keys(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      map.put((String) keysAndValues[i], value instanceof Double number ? plain(number) : value);
    }
    return map;
  }

  /** The shortest decimal that reads back as the same double, without an exponent. */
  static BigDecimal plain(double value) {
    return new BigDecimal(YamlRange.plain(value));
  }
}
