package dev.customerhealth.codec;

import static dev.customerhealth.codec.YamlRange.SHARE;
import static dev.customerhealth.codec.YamlRange.closed;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.SummaryTemplate;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.WordingRules;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section {@code alerts} of the rules document. */
final class AlertReader {

  static final int LONGEST_TEXT = 500;
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Set<String> DUE = Set.of("time", "date", "isoDate");
  private static final int MAX_SETS = 100;
  private static final int MAX_QUESTIONS = 20;
  private static final int MAX_DAYS = 1095;

  private final YamlFaults faults;

  private AlertReader(YamlFaults faults) {
    this.faults = faults;
  }

  /** When there are faults, an answer of no use. */
  static AlertRules read(YamlSection section, YamlFaults faults) {
    return new AlertReader(faults).alerts(section);
  }

  private AlertRules alerts(YamlSection section) {
    List<String> languages = languages(section);
    var rules =
        new AlertRules(
            languages,
            section.whole("dailyBudget", 0, 100_000),
            bypass(section),
            section.symbol("defaultChannel", ContactChannel.class),
            section.whole("closingHour", 1, 24),
            section.whole("snoozeDays", 1, MAX_DAYS),
            section.whole("maxSnoozeDays", 1, MAX_DAYS),
            section.whole("quietDays", 0, MAX_DAYS),
            section.number("quietGaps", closed(0, 100)),
            section.whole("reopenDays", 1, MAX_DAYS),
            section.whole("expireDays", 1, MAX_DAYS),
            section.whole("stubDays", 1, MAX_DAYS),
            section.whole("freshDays", 0, MAX_DAYS),
            section.whole("winBackDays", 1, 400),
            section.number("holdout", SHARE),
            section.number("recoveredShare", SHARE),
            storyDays(section.section("storyDays")),
            wording(section.section("wording"), languages),
            questionSets(section, languages));
    section.together(
        rules.snoozeDays() <= rules.maxSnoozeDays(),
        "must not be above maxSnoozeDays",
        "snoozeDays",
        "maxSnoozeDays");
    section.together(
        rules.reopenDays() <= rules.stubDays(),
        "must not be above stubDays",
        "reopenDays",
        "stubDays");
    section.done();
    return rules;
  }

  private List<String> languages(YamlSection section) {
    var languages = new LinkedHashSet<String>();
    String allowed = "a language such as vi";
    for (YamlNode item : section.items("languages", 10)) {
      languages.add(
          section.parsed(
              "languages",
              item,
              allowed,
              "en",
              text -> LANGUAGE.matcher(text).matches() ? text : null));
    }
    section.together(!languages.isEmpty(), "must name at least one", "languages");
    return languages.isEmpty() ? List.of("en") : List.copyOf(languages);
  }

  private static Set<AlertReason> bypass(YamlSection section) {
    var reasons = EnumSet.noneOf(AlertReason.class);
    for (YamlNode item : section.items("bypass", AlertReason.values().length)) {
      reasons.add(
          section.parsed(
              "bypass",
              item,
              "one of " + List.of(AlertReason.values()),
              AlertReason.OVERDUE,
              AlertReason::valueOf));
    }
    return reasons;
  }

  private static Map<AlertReason, Integer> storyDays(YamlSection section) {
    var days = new EnumMap<AlertReason, Integer>(AlertReason.class);
    for (AlertReason reason : AlertRules.STORIES) {
      days.put(reason, section.whole(reason.name(), 1, AlertRules.LONGEST_STORY_DAYS));
    }
    section.done();
    return days;
  }

  private Map<String, WordingRules> wording(YamlSection section, List<String> languages) {
    var wording = new TreeMap<String, WordingRules>();
    for (String language : languages) {
      wording.put(language, words(section.section(language)));
    }
    return wording;
  }

  private static WordingRules words(YamlSection words) {
    var rules =
        new WordingRules(
            template(words, "contact", Set.of("channel", "due")),
            template(words, "refused", Set.of()),
            template(words, "watch", Set.of()),
            template(words, "today", DUE),
            template(words, "tomorrow", DUE),
            template(words, "later", DUE),
            channels(words.section("channels")));
    words.done();
    return rules;
  }

  private static String template(YamlSection words, String key, Set<String> placeholders) {
    String text = words.text(key, LONGEST_TEXT);
    SummaryTemplate.fault(text, placeholders, Set.of())
        .ifPresent(fault -> words.together(false, fault, key));
    return text;
  }

  private static Map<ContactChannel, String> channels(YamlSection section) {
    var channels = new EnumMap<ContactChannel, String>(ContactChannel.class);
    for (ContactChannel channel : ContactChannel.values()) {
      channels.put(channel, section.text(channel.name(), 64));
    }
    section.done();
    return channels;
  }

  private Map<String, Map<String, List<String>>> questionSets(
      YamlSection section, List<String> languages) {
    var sets = new TreeMap<String, Map<String, List<String>>>();
    Map<String, YamlNode> entries = section.entries("questionSets");
    if (entries.size() > MAX_SETS) {
      section.together(false, "must be at most " + MAX_SETS, "questionSets");
      return sets;
    }
    entries.forEach(
        (id, node) -> {
          if (!YamlSection.isText(id, 64)) {
            faults.add(node, "must be named by 1 to 64 characters, none a control character");
          }
          if (node instanceof YamlNode.Mapping mapping) {
            sets.put(id, questions(new YamlSection(mapping, mapping.path(), faults), languages));
          } else {
            faults.add(node, "must be a mapping, is " + node.kind());
          }
        });
    return sets;
  }

  private static Map<String, List<String>> questions(YamlSection set, List<String> languages) {
    var questions = new TreeMap<String, List<String>>();
    for (String language : languages) {
      questions.put(
          language,
          set.items(language, MAX_QUESTIONS).stream()
              .map(item -> question(set, language, item))
              .toList());
    }
    return questions;
  }

  private static String question(YamlSection set, String language, YamlNode item) {
    String allowed = "a text of 1 to " + LONGEST_TEXT + " characters";
    return set.parsed(
        language, item, allowed, "", text -> YamlSection.isText(text, LONGEST_TEXT) ? text : null);
  }
}
