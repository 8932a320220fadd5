package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Labels;
import dev.customerhealth.domain.ledger.Windows;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Score records in words, for a person who has to decide whether to call. */
record ScoreText(Labels labels, String lang) {

  private static final int DATE_LENGTH = 10;

  /** The newest record of a customer: score, parts, rhythm, money. */
  List<String> score(JsonNode score) {
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "HEADER",
            score.get("customerId").asText(),
            day(score, "asOf"),
            text(score, "segment")));
    lines.add(say("SCORE", points(score.get("score")), band(score), day(score, "bandSince")));
    lines.add(
        say(
            "STAGE",
            labels.text("LifeStatus", text(score, "status"), lang),
            day(score, "statusSince"),
            labels.text("Confidence", text(score, "confidence"), lang),
            percent(score.get("coverage").asDouble())));
    lines.add("");
    lines.addAll(parts(score.get("components")));
    lines.add("");
    rhythm(score).forEach(lines::add);
    service(score).forEach(lines::add);
    lines.addAll(windows(score));
    drop(score).forEach(lines::add);
    return lines;
  }

  /** What was said and noticed, and what it reveals: the newest revision of each. */
  List<String> levels(List<JsonNode> records, int newest) {
    Map<String, JsonNode> current = new LinkedHashMap<>();
    for (JsonNode record : records) {
      current.remove(text(record, "feedbackId"));
      current.put(text(record, "feedbackId"), record);
    }
    List<JsonNode> levels =
        current.values().stream()
            .filter(record -> !"WITHDRAWN".equals(text(record, "state")))
            .toList();
    if (levels.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(say("LEVELS"));
    int from = newest == 0 ? 0 : Math.max(0, levels.size() - newest);
    levels.subList(from, levels.size()).forEach(record -> lines.add(levelLine(record)));
    return lines;
  }

  private String levelLine(JsonNode record) {
    String level =
        record.get("level").isNull()
            ? "-"
            : text(record, "level") + " " + labels.text("LevelName", text(record, "name"), lang);
    String cues =
        stream(record.get("evidence"))
            .filter(evidence -> !"PRIOR".equals(text(evidence, "cue")))
            .map(this::cue)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  %s  %-26s %-24s %s",
        day(record, "eventTime"),
        level,
        text(record, "feedbackId"),
        cues);
  }

  private String cue(JsonNode evidence) {
    String words = text(evidence, "text");
    String name = labels.text("Cue", text(evidence, "cue"), lang);
    return words.isEmpty() ? name : name + " (" + words + ")";
  }

  /** How the score came about. */
  List<String> timeline(List<JsonNode> changes, int newest) {
    int from = newest == 0 ? 0 : Math.max(0, changes.size() - newest);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(say("TIMELINE"));
    if (from > 0) {
      lines.add("  " + say("EARLIER", from));
    }
    changes.subList(from, changes.size()).forEach(change -> lines.add(line(change)));
    return lines;
  }

  private String line(JsonNode change) {
    String cause = change.get("cause").asText();
    boolean byTime = "TIME".equals(cause);
    String moves =
        stream(change.get("change"))
            .map(move -> byTime ? move(move) : move(move) + driver(move))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  %s  %5s  %-22s %-24s %s",
        day(change, "asOf"),
        points(change.get("score")),
        band(change),
        byTime ? labels.text("ChangeDriver", "TIME", lang) : cause,
        moves);
  }

  private String move(JsonNode move) {
    return String.format(
        Locale.ROOT, "%s %+.1f", part(move.get("name").asText()), move.get("points").asDouble());
  }

  private String driver(JsonNode move) {
    return " (" + labels.text("ChangeDriver", move.get("driver").asText(), lang) + ")";
  }

  private List<String> parts(JsonNode components) {
    List<String> lines = new ArrayList<>();
    for (JsonNode part : components) {
      boolean missing = part.get("value").isNull() && part.get("points").asDouble() == 0;
      String name = String.format("  %-36s", part(part.get("name").asText()));
      lines.add(name + (missing ? say("MISSING") : pointsOf(part)));
    }
    return lines;
  }

  private String pointsOf(JsonNode part) {
    String points = String.format(Locale.ROOT, "%6.1f", part.get("points").asDouble());
    return part.get("weight").isNull()
        ? points
        : points + " / " + Math.round(part.get("weight").asDouble() * 1000) / 10.0;
  }

  private List<String> rhythm(JsonNode score) {
    if (score.get("gapDays").isNull()) {
      return List.of(say("NO_RHYTHM"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "RHYTHM",
            score.get("purchaseDays").asInt(),
            Math.round(score.get("gapDays").asDouble()),
            silentDays(score)));
    lines.add(
        say(
            "RISK",
            percent(score.get("ownSilenceRisk").asDouble()),
            Math.round(score.get("ownHorizonDays").asDouble())));
    String overdueFrom = text(score, "atRiskFrom");
    if (!overdueFrom.isEmpty()) {
      boolean isOverdue = overdueFrom.compareTo(day(score, "asOf")) <= 0;
      lines.add(say(isOverdue ? "OVERDUE_SINCE" : "AT_RISK_FROM", overdueFrom));
    }
    if (!score.get("valueAtRisk").isNull()) {
      lines.add(
          say(
              "VALUE_AT_RISK",
              money(score.get("valueAtRisk").asText()),
              text(score, "currency"),
              score.get("horizonDays").asInt()));
    }
    return lines;
  }

  private List<String> service(JsonNode score) {
    JsonNode level = score.get("serviceLevel");
    List<String> lines = new ArrayList<>();
    if (!level.isNull()) {
      String name = labels.text("LevelName", text(level, "name"), lang);
      String bound = text(level, "bound");
      String why = bound.isEmpty() ? "" : say("BOUND", labels.text("Cue", bound, lang));
      String open = level.get("provisional").asBoolean() ? say("PROVISIONAL") : "";
      lines.add(
          say(
              "SERVICE",
              text(level, "level"),
              name,
              String.format(Locale.ROOT, "%.1f", level.get("mean").asDouble()),
              why + open));
    }
    int cases = score.get("openCases").asInt();
    if (cases > 0) {
      lines.add(say("OPEN_CASES", cases));
    }
    return lines;
  }

  /**
   * Calendar days since the last purchase, or since the last visit of somebody who never bought.
   */
  private static long silentDays(JsonNode score) {
    String field = score.get("lastPurchaseAt").isNull() ? "lastVisitAt" : "lastPurchaseAt";
    String last = day(score, field);
    return last.isEmpty()
        ? 0
        : ChronoUnit.DAYS.between(LocalDate.parse(last), LocalDate.parse(day(score, "asOf")));
  }

  private List<String> windows(JsonNode score) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(say("WINDOWS", text(score, "currency")));
    for (int days : Windows.DAYS) {
      String window = "d" + days;
      lines.add(
          String.format(
              Locale.ROOT,
              "  %4d  %17s  %9d  %9d",
              days,
              money(score.get("spend").get(window).asText()),
              score.get("visits").get(window).asLong(),
              score.get("items").get(window).asLong()));
    }
    return lines;
  }

  private List<String> drop(JsonNode score) {
    if (score.get("spendDrop").isNull()) {
      return List.of();
    }
    return List.of(
        say(
            "DROP",
            String.format(
                Locale.ROOT, "%+d %%", Math.round(-100 * score.get("spendDrop").asDouble())),
            labels.text("SpendDropSeverity", text(score, "spendDropSeverity"), lang)));
  }

  private String band(JsonNode record) {
    return labels.text("Band", text(record, "band"), lang);
  }

  private String part(String name) {
    return labels.find("Component", name, lang).orElseGet(() -> labels.text("Cap", name, lang));
  }

  private String say(String sentence, Object... values) {
    return new MessageFormat(labels.text("Sentence", sentence, lang), Locale.ROOT).format(values);
  }

  private static String text(JsonNode record, String field) {
    return record.get(field).isNull() ? "" : record.get(field).asText();
  }

  private static String day(JsonNode record, String field) {
    String time = text(record, field);
    return time.length() < DATE_LENGTH ? time : time.substring(0, DATE_LENGTH);
  }

  private static String points(JsonNode score) {
    return score.isNull() ? "-" : String.format(Locale.ROOT, "%.1f", score.asDouble());
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String money(String amount) {
    return String.format(Locale.ROOT, "%,.2f", new BigDecimal(amount));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
