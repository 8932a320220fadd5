package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.PlaybookStep;
import dev.customerhealth.domain.rules.ResponseRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.WordingRules;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts an alert into words, from the templates of the rules. */
public final class AlertTexts {

  /** Placeholders of a summary that are always known. */
  public static final Set<String> ALWAYS = Set.of("advice");

  /** Placeholders of a summary that may be unknown. */
  public static final Set<String> SOMETIMES =
      Set.of("gap", "silent", "value", "horizon", "drop", "line", "level", "score");

  private final Rules rules;
  private final AlertRules alerts;

  public AlertTexts(Rules rules) {
    this.rules = rules;
    this.alerts = rules.alerts();
  }

  public AlertRecord record(Alert alert) {
    ResponseRules response = rules.segment(alert.facts().segment()).response(alert.key().reason());
    Map<String, String> summary =
        inEach(
            language ->
                SummaryTemplate.sentence(
                    response.summaryIn(language), values(alert, response, language)));
    String set = response.questionSet();
    Map<String, List<String>> questions = inEach(language -> alerts.questions(set, language));
    String first = alerts.firstLanguage();
    return new AlertRecord(
        alert,
        new AlertContent(
            summary,
            playbook(alert, response),
            set,
            questions.getOrDefault(first, List.of()),
            questions));
  }

  private <T> Map<String, T> inEach(Function<String, T> text) {
    var texts = new TreeMap<String, T>();
    alerts.languages().forEach(language -> texts.put(language, text.apply(language)));
    return texts;
  }

  private List<AlertContent.Step> playbook(Alert alert, ResponseRules response) {
    var steps = new ArrayList<AlertContent.Step>();
    for (PlaybookStep step : response.playbook()) {
      ContactChannel channel = channel(step, alert.facts());
      if (channel == null || !refuses(alert)) {
        String text = step.textIn(alerts.firstLanguage());
        steps.add(new AlertContent.Step(text, inEach(step::textIn), channel, step.withinHours()));
      }
    }
    return steps;
  }

  private @Nullable ContactChannel channel(PlaybookStep step, CustomerFacts facts) {
    return step.channel(facts.preferredChannel(), alerts.defaultChannel());
  }

  private static boolean refuses(Alert alert) {
    return Boolean.FALSE.equals(alert.facts().contactable());
  }

  private Map<String, String> values(Alert alert, ResponseRules response, String language) {
    var values = new TreeMap<String, String>();
    NumberText numbers = NumberText.of(language);
    CustomerFacts facts = alert.facts();
    put(values, "gap", facts.gapDays(), numbers::whole);
    put(values, "silent", facts.daysSilent(), numbers::whole);
    put(values, "level", facts.level(), numbers::whole);
    put(values, "score", facts.score(), numbers::tenth);
    put(values, "drop", evidence(alert, "spendDrop"), drop -> numbers.whole(drop * 100));
    Long risk = facts.valueAtRiskTen4();
    String currency = facts.currency();
    if (risk != null && risk > 0 && currency != null) {
      values.put("value", numbers.money(risk, currency));
      values.put("horizon", numbers.whole(facts.horizonDays()));
    }
    String line = alert.key().serviceLine();
    if (line != null) {
      values.put("line", line);
    }
    values.put("advice", advice(alert, response, alerts.wordingIn(language)));
    return values;
  }

  private static void put(
      Map<String, String> values,
      String name,
      @Nullable Number value,
      Function<Double, String> text) {
    if (value != null) {
      values.put(name, text.apply(value.doubleValue()));
    }
  }

  /** The newest. */
  private static @Nullable Double evidence(Alert alert, String name) {
    return alert.evidence().stream()
        .filter(part -> part.name().equals(name))
        .map(AlertEvidence::value)
        .filter(Objects::nonNull)
        .reduce((before, after) -> after)
        .orElse(null);
  }

  private String advice(Alert alert, ResponseRules response, WordingRules words) {
    if (!alert.isLive()) {
      return "";
    }
    if (refuses(alert)) {
      return words.refused();
    }
    Long due = alert.standing().dueMillis();
    if (due == null || !asksForWork(alert)) {
      return words.watch();
    }
    var values =
        Map.of(
            "channel", words.channel(firstChannel(alert, response)),
            "due", due(alert.standing().atMillis(), due, words));
    return SummaryTemplate.fill(words.contact(), values);
  }

  private static boolean asksForWork(Alert alert) {
    boolean waits = alert.status() == AlertStatus.QUEUED || alert.status() == AlertStatus.SNOOZED;
    return alert.primary() && !alert.holdout() && !waits && alert.severity() == Severity.CALL;
  }

  private ContactChannel firstChannel(Alert alert, ResponseRules response) {
    for (PlaybookStep step : response.playbook()) {
      ContactChannel channel = channel(step, alert.facts());
      if (channel != null) {
        return channel;
      }
    }
    ContactChannel preferred = alert.facts().preferredChannel();
    return preferred == null ? alerts.defaultChannel() : preferred;
  }

  /** As seen on the day of the revision. */
  private String due(long nowMillis, long dueMillis, WordingRules words) {
    ZonedDateTime due = local(dueMillis);
    long days = due.toLocalDate().toEpochDay() - local(nowMillis).toLocalDate().toEpochDay();
    String template = days == 0 ? words.today() : days == 1 ? words.tomorrow() : words.later();
    var values =
        Map.of(
            "time", twoDigits(due.getHour()) + ":00",
            "date", twoDigits(due.getDayOfMonth()) + "/" + twoDigits(due.getMonthValue()),
            "isoDate", due.toLocalDate().toString());
    return SummaryTemplate.fill(template, values);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private ZonedDateTime local(long millis) {
    return Instant.ofEpochMilli(millis).atZone(rules.calendarZone());
  }
}
