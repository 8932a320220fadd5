package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.customer.Story;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.Account;
import dev.customerhealth.testing.EventFiles;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad rows of every kind beside a good customer, through the running job. */
class BadFeedbackTest {

  private static final long END = Instant.parse("2024-07-01T00:00:00Z").toEpochMilli() - 1;
  private static final int ALMOST_A_MEGABYTE = 1_000_000;
  private static final String GOOD = "an";

  /** The cells after the id; those that are missing at the end are empty. */
  private static final List<String> REFUSED_FEEDBACK =
      List.of(
          "6,1,5|NUMBER_OUT_OF_RANGE",
          "-1,1,5|NUMBER_OUT_OF_RANGE",
          "3,5,1|INVALID_SCALE",
          "3,3,3|INVALID_SCALE",
          "NaN,1,5|INVALID_NUMBER",
          "Infinity,1,5|INVALID_NUMBER",
          "four,1,5|INVALID_NUMBER",
          ",,,11|NUMBER_OUT_OF_RANGE",
          ",,,-1|NUMBER_OUT_OF_RANGE",
          ",,,7.5|INVALID_NUMBER",
          ",,,,GREAT|UNKNOWN_SYMBOL",
          ",,,,,,ok,,,perhaps|INVALID_BOOLEAN",
          ",,,,,,ok,,,,LATER|UNKNOWN_SYMBOL",
          ",,,,,,\"ok\"x|MALFORMED_ROW");

  private static final List<String> REFUSED_STEPS =
      List.of(
          "k,CLOSED,,,,|UNKNOWN_SYMBOL",
          ",OPENED,,,,|MISSING_FIELD",
          "k,OPENED,yes,,,|INVALID_BOOLEAN");

  private static final List<String> ODD_TEXTS =
      List.of(
          "12345 !!! ...",
          "漢字 ภาษาไทย",
          "\u202Eهذا جيد\u202C",
          "\u0001\u0002\u001B[31m\u0007",
          "\uFEFF\u200B\u200D\uFFFD",
          "a".repeat(ALMOST_A_MEGABYTE),
          "😡".repeat(ALMOST_A_MEGABYTE / 4),
          "\u0301".repeat(ALMOST_A_MEGABYTE / 2),
          "không ".repeat(ALMOST_A_MEGABYTE / 8));

  @TempDir Path folder;

  @Test
  void badRowsAreGivenBackWithTheirReasonAndOddOnesAreHarmless() throws Exception {
    Outcome alone = run("alone", good());

    List<String> reasons = new ArrayList<>();
    EventFiles files = good();
    addRefused(files, reasons);
    addOdd(files);
    Outcome among = run("among", files);

    assertThat(among.of(GOOD)).isEqualTo(alone.of(GOOD));
    assertThat(among.deadLetters())
        .extracting(letter -> letter.get("reason").asText())
        .containsExactlyInAnyOrderElementsOf(reasons);
    assertThat(among.totals().get(Account.Entry.REJECTED)).isEqualTo(reasons.size());
    assertThat(among.totals().get(Account.Entry.LATE)).isZero();
    assertThat(among.totals().get(Account.Entry.DUPLICATES)).isEqualTo(1);
    assertOddOnesAreRead(among);
  }

  private static EventFiles good() {
    Story story = Story.customer(GOOD).from("2024-01-06").bought(10, Period.ofWeeks(1));
    story.rated(4).said("ngon").complained("k").quiet(Period.ofDays(1)).wasSatisfied("k");
    story.recommendedUsTo("binh").showed(dev.customerhealth.domain.Observation.Kind.DISLIKE);
    story.bought(5, Period.ofWeeks(1));
    return new EventFiles().add(GOOD, story.events());
  }

  /** All of them name the good customer. */
  private static void addRefused(EventFiles files, List<String> reasons) {
    int id = 0;
    for (String row : REFUSED_FEEDBACK) {
      String start = GOOD + ",2024-03-01T10:00:00Z,bad" + id++ + ",";
      int bar = row.lastIndexOf('|');
      long missing = 13 - row.chars().filter(c -> c == ',').count();
      String cells = row.substring(0, bar) + ",".repeat((int) missing);
      add(files, EventType.FEEDBACK, start, cells + row.substring(bar), reasons);
    }
    for (String row : REFUSED_STEPS) {
      add(files, EventType.CASE, GOOD + ",2024-03-01T10:00:00Z,", row, reasons);
    }
    String tooLong = "a".repeat(2 * ALMOST_A_MEGABYTE);
    String start = GOOD + ",2024-03-01T10:00:00Z,";
    add(
        files,
        EventType.FEEDBACK,
        start,
        "long,,,,,,," + tooLong + ",,,,,,,,|TEXT_TOO_LONG",
        reasons);
    add(files, EventType.REFERRAL, start, "self," + GOOD + ",|SELF_REFERRAL", reasons);
    add(files, EventType.OBSERVATION, start, "o,ANGRY,,|UNKNOWN_SYMBOL", reasons);
    // Written as bytes below: half a character, and half of a pair of surrogates.
    reasons.add("MALFORMED_ROW");
    reasons.add("MALFORMED_ROW");
  }

  private static void add(
      EventFiles files, EventType type, String start, String row, List<String> reasons) {
    int bar = row.lastIndexOf('|');
    files.addRow(type, start + row.substring(0, bar));
    reasons.add(row.substring(bar + 1));
  }

  private static void addOdd(EventFiles files) {
    for (int i = 0; i < ODD_TEXTS.size(); i++) {
      String text = '"' + ODD_TEXTS.get(i) + '"';
      String row = "odd" + i + ",2024-03-01T10:00:00Z,f,,,,,,," + text + ",vi,,,,,unheard-of,none";
      files.addRow(EventType.FEEDBACK, row);
    }
    // Resolved before it was opened, opened twice, and the same step sent twice.
    step(files, "early", "2024-03-01T10:00:00Z", "RESOLVED");
    step(files, "early", "2024-03-02T10:00:00Z", "OPENED");
    step(files, "never", "2024-03-01T10:00:00Z", "RESOLVED");
    step(files, "twice", "2024-03-01T10:00:00Z", "OPENED");
    step(files, "twice", "2024-03-01T11:00:00Z", "OPENED");
    step(files, "twice", "2024-03-01T11:00:00Z", "OPENED");
    // A circle in which everybody buys.
    for (String[] pair : new String[][] {{"x", "y"}, {"y", "z"}, {"z", "x"}}) {
      files.addRow(
          EventType.REFERRAL, pair[0] + ",2024-03-01T10:00:00Z,r" + pair[0] + "," + pair[1] + ",");
      files.addRow(EventType.PURCHASE, pair[0] + ",2024-03-02T10:00:00Z,p" + pair[0] + ",5,GBP,");
    }
  }

  private static void step(EventFiles files, String customer, String time, String status) {
    files.addRow(EventType.CASE, customer + "," + time + ",k," + status + ",true,,,");
  }

  private static void assertOddOnesAreRead(Outcome among) {
    for (int i = 0; i < ODD_TEXTS.size(); i++) {
      JsonNode level = Records.json(among.levels("odd" + i).get(0));
      boolean isRead = i == 6;
      assertThat(level.get("level").isNull()).as("text %s", i).isEqualTo(!isRead);
      assertThat(level.get("caseId").asText()).isEqualTo("none");
    }
    assertThat(among.levels("never")).isEmpty();
    assertThat(last(among.levels("early")).get("level").asInt()).isEqualTo(1);
    assertThat(last(among.levels("twice")).get("evidence")).hasSize(3);
    for (String name : List.of("x", "y", "z")) {
      assertThat(last(among.levels(name)).get("level").asInt()).as(name).isEqualTo(6);
    }
  }

  private static JsonNode last(List<String> lines) {
    return Records.json(lines.get(lines.size() - 1));
  }

  private record Outcome(FileJob.Result result, List<String> levels, List<JsonNode> deadLetters) {

    Map<Account.Entry, Long> totals() {
      return result.totals();
    }

    List<String> levels(String customerId) {
      String start = "{\"customerId\":\"" + customerId + "\"";
      return levels.stream().filter(line -> line.startsWith(start)).toList();
    }

    List<String> of(String customerId) {
      List<String> all = new ArrayList<>(result.scores().getOrDefault(customerId, List.of()));
      all.addAll(levels(customerId));
      return all;
    }
  }

  private Outcome run(String name, EventFiles files) throws Exception {
    Map<EventType, Path> written = files.write(folder.resolve(name));
    if (name.equals("among")) {
      appendBrokenText(written.get(EventType.FEEDBACK));
    }
    Path out = folder.resolve(name).resolve("out");
    FileJob.Result result = new FileJob(ScoringSubtask.RULES, 7, END, 1).run(written, out);
    return new Outcome(
        result,
        Files.readAllLines(FileOutputs.fileOf(out, Topic.SERVICE_LEVELS)),
        Files.readAllLines(FileOutputs.fileOf(out, Topic.DEAD_LETTERS)).stream()
            .map(Records::json)
            .toList());
  }

  private static void appendBrokenText(Path file) throws IOException {
    for (byte[] bytes :
        List.of(new byte[] {(byte) 0xE1}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD})) {
      append(file, (GOOD + ",2024-03-01T10:00:00Z,u,,,,,,,").getBytes(StandardCharsets.UTF_8));
      append(file, bytes);
      append(file, ",,,,,,,\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }
}
