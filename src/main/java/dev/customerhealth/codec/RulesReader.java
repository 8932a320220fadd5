package dev.customerhealth.codec;

import static dev.customerhealth.domain.rules.Rules.DEFAULT_SEGMENT;

import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The top of the rules document, and the inheritance between its segments. */
final class RulesReader {

  private static final int MAX_SEGMENTS = 200;
  private static final int MAX_EXCLUDED = 10_000;
  private static final long FIRST_MILLIS = 0;
  private static final long LAST_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final BigDecimal SMALLEST_RATE = new BigDecimal("1e-12");
  private static final BigDecimal BIGGEST_RATE = new BigDecimal("1e12");

  private final YamlNode.Mapping below;
  private final YamlFaults faults;
  private final YamlOverlay overlay;

  /**
   * @param below the document whose values stand in for keys that are left out; empty: none may be
   */
  RulesReader(YamlNode.Mapping below, YamlFaults faults) {
    this.below = below;
    this.faults = faults;
    this.overlay = new YamlOverlay(faults);
  }

  /** Empty when there are faults. */
  Optional<Rules> read(YamlNode.Mapping document) {
    var top = new YamlSection(overlay.merge(inheritable(), document), YamlPath.ROOT, faults);
    String version = version(top);
    Long effectiveFrom = effectiveFrom(top);
    ZoneId zone = zone(top.section("calendar"));
    YamlSection currency = top.section("currency");
    String reporting = CurrencyCode.read(currency, "reporting");
    Map<String, BigDecimal> rates = rates(currency, reporting);
    YamlSection hotKeys = top.section("hotKeys");
    Set<String> excluded = excluded(hotKeys);
    int maxPerDay = hotKeys.whole("maxEventsPerDay", 1, 1_000_000);
    hotKeys.done();
    ExperienceRules experience = ExperienceReader.read(top.section("experience"), faults);
    AlertRules alerts = AlertReader.read(top.section("alerts"), faults);
    Map<String, SegmentRules> segments = segments(top, new ResponseReader(alerts, faults));
    top.done();
    return faults.isEmpty()
        ? Optional.of(
            new Rules(
                version,
                effectiveFrom,
                zone,
                reporting,
                rates,
                excluded,
                maxPerDay,
                experience,
                alerts,
                segments))
        : Optional.empty();
  }

  /** A version and its beginning belong to one document; segments inherit by rules of their own. */
  private YamlNode.Mapping inheritable() {
    var entries = new LinkedHashMap<>(below.entries());
    entries.keySet().removeAll(Set.of("version", "effectiveFrom", "segments"));
    return new YamlNode.Mapping(below.path(), below.line(), entries);
  }

  /** Not "shadow:...": that prefix marks a shadow document on the rules topic. */
  private static String version(YamlSection top) {
    String allowed = "a text of 1 to 64 characters that does not begin with shadow:";
    return top.parsed(
        "version",
        allowed,
        "",
        text -> YamlSection.isText(text, 64) && !text.startsWith("shadow:") ? text : null);
  }

  private static @Nullable Long effectiveFrom(YamlSection top) {
    if (!top.has("effectiveFrom")) {
      return null;
    }
    String allowed = "a time such as 2026-12-01T00:00:00Z, from 1970 to 2100";
    return top.parsed(
        "effectiveFrom",
        allowed,
        0L,
        text -> {
          long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
          return millis >= FIRST_MILLIS && millis < LAST_MILLIS ? millis : null;
        });
  }

  private static ZoneId zone(YamlSection calendar) {
    ZoneId zone =
        calendar.parsed(
            "zone", "a time zone such as UTC or Asia/Ho_Chi_Minh", ZoneOffset.UTC, ZoneId::of);
    calendar.done();
    return zone;
  }

  private static Map<String, BigDecimal> rates(YamlSection currency, String reporting) {
    var rates = new TreeMap<String, BigDecimal>();
    currency
        .entries("rates")
        .forEach(
            (code, value) -> {
              String named = "named by " + CurrencyCode.ALLOWED;
              currency.parsed(
                  "rates", value, named, "", text -> CurrencyCode.isKnown(code) ? text : null);
              boolean isReporting = code.equals(reporting);
              String allowed =
                  isReporting ? "1, being the reporting currency" : "a number from 1e-12 to 1e12";
              rates.put(
                  code,
                  currency.parsed(
                      "rates", value, allowed, BigDecimal.ONE, text -> rate(text, isReporting)));
            });
    currency.done();
    return rates;
  }

  private static @Nullable BigDecimal rate(String text, boolean isReporting) {
    if (text.length() > 40) {
      return null;
    }
    var rate = new BigDecimal(text);
    if (isReporting) {
      return rate.compareTo(BigDecimal.ONE) == 0 ? rate : null;
    }
    return rate.compareTo(SMALLEST_RATE) >= 0 && rate.compareTo(BIGGEST_RATE) <= 0 ? rate : null;
  }

  private static Set<String> excluded(YamlSection hotKeys) {
    var ids = new TreeSet<String>();
    String allowed = "a customer id of 1 to 128 characters, none of them a control character";
    for (YamlNode item : hotKeys.items("exclude", MAX_EXCLUDED)) {
      ids.add(
          hotKeys.parsed(
              "exclude", item, allowed, "", text -> YamlSection.isText(text, 128) ? text : null));
    }
    return ids;
  }

  private Map<String, SegmentRules> segments(YamlSection top, ResponseReader responses) {
    Map<String, YamlNode> given = top.entries("segments");
    var segments = new TreeMap<String, SegmentRules>();
    YamlPath place = YamlPath.ROOT.child("segments");
    YamlNode.Mapping inherited = defaultSegment(given, place);
    segments.put(DEFAULT_SEGMENT, read(DEFAULT_SEGMENT, inherited, responses));
    if (given.size() > MAX_SEGMENTS) {
      faults.add(
          place, "holds " + given.size() + " segments, at most " + MAX_SEGMENTS + " are allowed");
      return segments;
    }
    given.forEach(
        (name, node) -> {
          if (!name.equals(DEFAULT_SEGMENT)) {
            segments.put(name, read(name, lay(node, inherited), responses));
          }
        });
    return segments;
  }

  private YamlNode.Mapping defaultSegment(Map<String, YamlNode> given, YamlPath place) {
    YamlNode own = given.get(DEFAULT_SEGMENT);
    YamlPath path = place.child(DEFAULT_SEGMENT);
    if (own == null) {
      faults.add(path, "is missing, it serves the customers without a segment");
    }
    return own == null ? shippedDefault(path) : lay(own, shippedDefault(path));
  }

  private YamlNode.Mapping shippedDefault(YamlPath path) {
    return below.entries().get("segments") instanceof YamlNode.Mapping segments
            && segments.entries().get(DEFAULT_SEGMENT) instanceof YamlNode.Mapping found
        ? found
        : new YamlNode.Mapping(path, 0, Map.of());
  }

  private YamlNode.Mapping lay(YamlNode node, YamlNode.Mapping inherited) {
    if (node instanceof YamlNode.Mapping mapping) {
      return overlay.merge(inherited, mapping);
    }
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.text() != null) {
      faults.add(node, "must be a mapping, is " + node.kind());
    }
    return new YamlNode.Mapping(node.path(), node.line(), inherited.entries());
  }

  private SegmentRules read(String name, YamlNode.Mapping node, ResponseReader responses) {
    if (!YamlSection.isText(name, 64)) {
      faults.add(node, "must be named by 1 to 64 characters, none of them a control character");
    }
    YamlPath path = YamlPath.ROOT.child("segments").child(name);
    return SegmentReader.read(name, new YamlSection(node, path, faults), responses);
  }
}
