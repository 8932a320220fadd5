package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.alert.OutcomeKey;
import dev.customerhealth.domain.alert.OutcomeRecord;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is published of shares: for each key and day with news the sum of all shares up to it. */
public final class NaiveOutcomes {

  private NaiveOutcomes() {}

  /** Records per key in their order, of the days that end until then; nothing is late. */
  public static List<OutputMessage> of(
      List<OutcomeShare> shares, RulesByTime versions, long untilMillis) {
    Rules rules = versions.at(untilMillis); // for the calendar, which never changes
    var said = new ArrayList<OutputMessage>();
    for (String key : shares.stream().map(OutcomeShare::key).sorted().distinct().toList()) {
      var own = shares.stream().filter(share -> share.key().equals(key)).toList();
      boolean stands = false;
      for (long day : own.stream().map(share -> day(share, rules)).sorted().distinct().toList()) {
        long end = startOf(day + 1, rules) - 1;
        OutcomeSums news = sum(own.stream().filter(s -> day(s, rules) == day).toList());
        OutcomeSums total = sum(own.stream().filter(s -> day(s, rules) <= day).toList());
        if (end > untilMillis || news.isNothing()) {
          continue;
        }
        OutcomeKey parts = OutcomeKey.of(key);
        if (total.tickets() > 0) {
          Rules decided = versions.at(startOf(day, rules));
          var record =
              new OutcomeRecord(
                  parts, (int) day, end, total, decided.reportingCurrency(), decided.version());
          said.add(ScoringSubtask.REPORTS.outcome(record));
        } else if (stands) {
          said.add(ScoringSubtask.REPORTS.noOutcome(parts, end));
        }
        stands = total.tickets() > 0;
      }
    }
    return said;
  }

  private static OutcomeSums sum(List<OutcomeShare> shares) {
    return shares.stream().map(OutcomeShare::sums).reduce(OutcomeSums.NONE, OutcomeSums::plus);
  }

  private static long day(OutcomeShare share, Rules rules) {
    return Instant.ofEpochMilli(share.timeMillis())
        .atZone(rules.calendarZone())
        .toLocalDate()
        .toEpochDay();
  }

  private static long startOf(long day, Rules rules) {
    return LocalDate.ofEpochDay(day).atStartOfDay(rules.calendarZone()).toInstant().toEpochMilli();
  }
}
