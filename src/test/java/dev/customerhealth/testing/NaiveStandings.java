package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.ServiceStanding;
import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is to be published, from the list of all shares: for each day all of them once more. */
public final class NaiveStandings {

  private NaiveStandings() {}

  /** Records per key, in their order; nothing is late and nothing is forgotten. */
  public static Map<String, List<String>> of(
      List<StandingShare> shares, Rules rules, long endMillis) {
    var records = new TreeMap<String, List<String>>();
    shares.stream()
        .map(StandingShare::key)
        .distinct()
        .forEach(
            key -> {
              var own = shares.stream().filter(share -> share.key().equals(key)).toList();
              var said = ofKey(key, own, rules, endMillis);
              if (!said.isEmpty()) {
                records.put(key, said.stream().map(Records::text).toList());
              }
            });
    return records;
  }

  private static List<OutputMessage> ofKey(
      String key, List<StandingShare> shares, Rules rules, long endMillis) {
    var said = new ArrayList<OutputMessage>();
    boolean stands = false;
    for (long day : shares.stream().map(share -> day(share, rules)).sorted().distinct().toList()) {
      Standing standing = Standing.empty(rules.experience().halfLifeDays());
      for (StandingShare share : shares) {
        standing = day(share, rules) <= day ? standing.plus(share) : standing;
      }
      long asOf = Math.min(endMillis, startOf(day + 1, rules) - 1);
      if (standing.count() >= rules.experience().minimumSample()) {
        said.add(ScoringSubtask.REPORTS.serviceStanding(record(key, day, asOf, standing, rules)));
        stands = true;
      } else if (stands) {
        said.add(ScoringSubtask.REPORTS.noStanding(key, asOf));
        stands = false;
      }
    }
    return said;
  }

  private static ServiceStanding record(
      String key, long day, long asOf, Standing standing, Rules rules) {
    return new ServiceStanding(
        key,
        (int) day,
        asOf,
        new ExperienceModel(rules.experience()).running(standing.sums().at(asOf)).orElse(null),
        standing.count(),
        (double) standing.successes() / standing.count(),
        rules.version());
  }

  private static long day(StandingShare share, Rules rules) {
    return Instant.ofEpochMilli(share.timeMillis())
        .atZone(rules.calendarZone())
        .toLocalDate()
        .toEpochDay();
  }

  private static long startOf(long day, Rules rules) {
    return LocalDate.ofEpochDay(day).atStartOfDay(rules.calendarZone()).toInstant().toEpochMilli();
  }
}
