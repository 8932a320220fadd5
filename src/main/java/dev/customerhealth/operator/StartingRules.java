package dev.customerhealth.operator;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a job is submitted with.
 *
 * @param version of the document
 * @param yaml the complete document
 * @param fromMillis event time from which it holds; Long.MIN_VALUE: since ever
 * @param shippedYaml what a new job scores with until then: the shipped rules
 * @param overrides whether they replace those in the state that the job goes on from
 */
public record StartingRules(
    String version, String yaml, long fromMillis, String shippedYaml, boolean overrides)
    implements Serializable {

  private static final long SINCE_EVER = Long.MIN_VALUE;
  private static final int START = 0;
  private static final int BEFORE = -1;

  public static StartingRules of(Rules rules, boolean overrides) {
    Long from = rules.effectiveFromMillis();
    return new StartingRules(
        rules.version(),
        RulesYaml.write(rules),
        from == null ? SINCE_EVER : from,
        RulesYaml.write(shippedFor(rules)),
        overrides);
  }

  /** The shipped judgement in the same books: the same calendar, currencies and hot keys. */
  private static Rules shippedFor(Rules rules) {
    Rules shipped = RulesYaml.shipped();
    return new Rules(
            shipped.version(),
            null,
            rules.calendarZone(),
            rules.reportingCurrency(),
            rules.rates(),
            rules.excludedCustomers(),
            rules.maxEventsPerCustomerDay(),
            shipped.experience(),
            shipped.alerts(),
            shipped.segments())
        .withHomeCurrency(rules.defaultSegment().homeCurrency());
  }

  /** In which customers are compared: fixed, for the sums of win-backs are in it. */
  String reportingCurrency() {
    return RulesYaml.parse(yaml).reportingCurrency();
  }

  /** Where a day begins and ends: fixed, whatever rules come. */
  ZoneId zone() {
    return RulesYaml.parse(yaml).calendarZone();
  }

  /**
   * The schedule of a job that begins with these rules: what held before they begin still does.
   *
   * @param known of the job that it goes on from; empty for a new one
   */
  List<RulesChange> over(List<RulesChange> known) {
    List<RulesChange> changes = new ArrayList<>();
    for (RulesChange change : known) {
      if (change.fromMillis() < fromMillis && change.number() != BEFORE) {
        changes.add(change.number() == START ? numbered(change, BEFORE) : change);
      }
    }
    if (changes.stream().allMatch(RulesChange::shadow) && fromMillis != SINCE_EVER) {
      changes.add(
          new RulesChange(BEFORE, RulesYaml.shipped().version(), SINCE_EVER, false, shippedYaml));
    }
    changes.add(new RulesChange(START, version, fromMillis, false, yaml));
    return changes;
  }

  private static RulesChange numbered(RulesChange change, long number) {
    return new RulesChange(
        number, change.version(), change.fromMillis(), change.shadow(), change.yaml());
  }

  /**
   * Once for each submission: a failover of the same job must not forget what came since.
   *
   * @param begunBy the job that began the state; null when nobody did
   */
  boolean overrides(@Nullable String begunBy, String jobId) {
    return overrides && !jobId.equals(begunBy);
  }
}
