package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.cadence.CadenceModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules document: every threshold, weight and model parameter, per segment. Checked at the
 * border: whoever holds one need not check it again. Immutable, iterated in sorted order.
 *
 * @param version the document's name, 1 to 64 characters; stands in every output it decided
 * @param effectiveFromMillis event time from which it holds, epoch milliseconds; null: as soon as
 *     it is known
 * @param calendarZone where a day begins and ends; default UTC; fixed at the first start
 * @param reportingCurrency ISO 4217 code in which tenants compare customers; default GBP
 * @param rates by currency code, the value of one unit in the reporting currency, above 0; default
 *     empty
 * @param excludedCustomers ids that stand for nobody in particular ("GUEST", "0"): their events are
 *     not used
 * @param maxEventsPerCustomerDay events of one customer and day beyond which the rest is rejected
 *     as HOT_KEY; default 1000
 * @param experience how cues become levels, for all segments
 * @param alerts how alerts live, for all segments
 * @param segments by name; always holds {@link #DEFAULT_SEGMENT}
 */
public record Rules(
    String version,
    @Nullable Long effectiveFromMillis,
    ZoneId calendarZone,
    String reportingCurrency,
    Map<String, BigDecimal> rates,
    Set<String> excludedCustomers,
    int maxEventsPerCustomerDay,
    ExperienceRules experience,
    AlertRules alerts,
    Map<String, SegmentRules> segments) {

  /** The segment of customers without one, and the one that the others inherit from. */
  public static final String DEFAULT_SEGMENT = "default";

  /** Days for which single days are remembered: no window can be longer. */
  public static final int REACH_DAYS = 400;

  public Rules {
    if (!segments.containsKey(DEFAULT_SEGMENT)) {
      throw new IllegalArgumentException(
          "segments must hold " + DEFAULT_SEGMENT + ", holds " + segments.keySet());
    }
    rates = sortedRates(rates);
    excludedCustomers = Collections.unmodifiableSet(new TreeSet<>(excludedCustomers));
    segments = Collections.unmodifiableMap(new TreeMap<>(segments));
  }

  /** 1.0 and 1.00 are one rate: without this, documents that mean the same would not be equal. */
  private static Map<String, BigDecimal> sortedRates(Map<String, BigDecimal> rates) {
    var sorted = new TreeMap<String, BigDecimal>();
    rates.forEach((code, rate) -> sorted.put(code, rate.stripTrailingZeros()));
    return Collections.unmodifiableMap(sorted);
  }

  public SegmentRules defaultSegment() {
    return Objects.requireNonNull(segments.get(DEFAULT_SEGMENT));
  }

  /** The rules of a segment; the default's for a name that is null or unknown. */
  public SegmentRules segment(@Nullable String name) {
    SegmentRules found = name == null ? null : segments.get(name);
    return found == null ? defaultSegment() : found;
  }

  /**
   * What one unit of a currency is worth in another: 1 for the same currency, without any table;
   * empty when the first is null or a rate is not known. Exact into the reporting currency, else to
   * 34 digits.
   */
  public Optional<BigDecimal> rate(@Nullable String from, String to) {
    if (to.equals(from)) {
      return Optional.of(BigDecimal.ONE);
    }
    BigDecimal worthFrom = worth(from);
    BigDecimal worthTo = worth(to);
    if (worthFrom == null || worthTo == null) {
      return Optional.empty();
    }
    return Optional.of(
        to.equals(reportingCurrency)
            ? worthFrom
            : worthFrom.divide(worthTo, MathContext.DECIMAL128));
  }

  private @Nullable BigDecimal worth(@Nullable String code) {
    if (code == null) {
      return null;
    }
    return code.equals(reportingCurrency) ? BigDecimal.ONE : rates.get(code);
  }

  /** Under another name, 1 to 64 characters. */
  public Rules withVersion(String name) {
    return new Rules(
        name,
        effectiveFromMillis,
        calendarZone,
        reportingCurrency,
        rates,
        excludedCustomers,
        maxEventsPerCustomerDay,
        experience,
        alerts,
        segments);
  }

  /** Another home currency for the default segment and for those that share its own. */
  public Rules withHomeCurrency(String code) {
    String shared = defaultSegment().homeCurrency();
    return withEachSegment(
        segment ->
            segment.homeCurrency().equals(shared) ? segment.withHomeCurrency(code) : segment);
  }

  /** Another horizon for every segment. */
  public Rules withHorizonDays(int days) {
    return withEachSegment(segment -> segment.withHorizonDays(days));
  }

  /** Other thresholds of silenceRisk for every segment; each keeps its own ownRisk. */
  public Rules withOverdue(double watchRisk, double callRisk) {
    return withEachSegment(
        segment ->
            segment.withOverdue(
                new OverdueRules(watchRisk, callRisk, segment.overdue().ownRisk())));
  }

  /**
   * Fitted rhythms.
   *
   * @param models by segment, all of them known; a segment that is left out follows the default's
   *     new model if it shared the old one, and else keeps its own
   * @param paramsSource where they come from, e.g. {@code FITTED 2011-06-01}
   */
  public Rules withCadence(Map<String, CadenceModel> models, String paramsSource) {
    if (!segments.keySet().containsAll(models.keySet())) {
      throw new IllegalArgumentException(
          "models for " + models.keySet() + ", segments are " + segments.keySet());
    }
    CadenceModel shared = defaultSegment().cadence();
    CadenceModel sharedNow = models.get(DEFAULT_SEGMENT);
    return withEachSegment(
        segment -> {
          CadenceModel own = models.get(segment.name());
          CadenceModel model = own == null && segment.cadence().equals(shared) ? sharedNow : own;
          return model == null ? segment : segment.withCadence(model, paramsSource);
        });
  }

  private Rules withEachSegment(UnaryOperator<SegmentRules> change) {
    var changed = new TreeMap<>(segments);
    changed.replaceAll((name, segment) -> change.apply(segment));
    return new Rules(
        version,
        effectiveFromMillis,
        calendarZone,
        reportingCurrency,
        rates,
        excludedCustomers,
        maxEventsPerCustomerDay,
        experience,
        alerts,
        changed);
  }
}
