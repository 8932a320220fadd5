package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.cadence.CadenceModel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that may differ between segments of customers.
 *
 * @param name as in the customer's profile; {@link Rules#DEFAULT_SEGMENT} for those without one
 * @param homeCurrency ISO 4217 code in which a customer is kept when the profile names none;
 *     default GBP
 * @param basis what counts as an occurrence; default PURCHASE, restaurant VISIT
 * @param horizonDays days over which the published silence risk looks ahead; default 90, restaurant
 *     and courier 60, wholesale 180. Below one typical gap the MIX-k model misjudges customers who
 *     buy once a year
 * @param cadence the fitted purchase rhythm; default: Online Retail II before 2011-06-01
 * @param paramsSource where the rhythm comes from: {@link #SHIPPED}, or e.g. {@code FITTED
 *     2011-06-01}
 * @param responses what is done about alerts, by reason, every reason present
 */
public record SegmentRules(
    String name,
    String homeCurrency,
    RhythmBasis basis,
    int horizonDays,
    CadenceModel cadence,
    String paramsSource,
    OverdueRules overdue,
    SpendDropRules spendDrop,
    ScoreRules score,
    LifeRules life,
    Map<AlertReason, ResponseRules> responses) {

  /** The source of parameters that nobody has fitted to the tenant's own data yet. */
  public static final String SHIPPED = "SHIPPED";

  public SegmentRules {
    var copy = new EnumMap<AlertReason, ResponseRules>(AlertReason.class);
    copy.putAll(responses);
    responses = Collections.unmodifiableMap(copy);
  }

  public ResponseRules response(AlertReason reason) {
    return Objects.requireNonNull(responses.get(reason));
  }

  SegmentRules withHomeCurrency(String code) {
    return new SegmentRules(
        name,
        code,
        basis,
        horizonDays,
        cadence,
        paramsSource,
        overdue,
        spendDrop,
        score,
        life,
        responses);
  }

  SegmentRules withHorizonDays(int days) {
    return new SegmentRules(
        name,
        homeCurrency,
        basis,
        days,
        cadence,
        paramsSource,
        overdue,
        spendDrop,
        score,
        life,
        responses);
  }

  SegmentRules withOverdue(OverdueRules limits) {
    return new SegmentRules(
        name,
        homeCurrency,
        basis,
        horizonDays,
        cadence,
        paramsSource,
        limits,
        spendDrop,
        score,
        life,
        responses);
  }

  SegmentRules withCadence(CadenceModel model, String source) {
    return new SegmentRules(
        name,
        homeCurrency,
        basis,
        horizonDays,
        model,
        source,
        overdue,
        spendDrop,
        score,
        life,
        responses);
  }
}
