package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code score} and {@code explain} as a user types them. */
class ScoreVerbIT {

  private static final String HEADER =
      "customer_id,event_time,transaction_id,amount,currency,service_line\n";

  @TempDir private Path folder;

  @Test
  void aBadRowCostsItselfAndIsTold() throws IOException {
    Path purchases =
        file(
            "p.csv",
            HEADER
                + "an,2024-01-05T10:00:00Z,t1,10,VND,\n"
                + "an,2024-01-06T10:00:00Z,t2,NaN,VND,\n"
                + "an,2024-01-07T10:00:00Z,t1,10,VND,\n"
                + "an,2024-01-08T10:00:00Z,t3,20,VND,\n");
    VerbRun run = score("--purchases", purchases, "--until", "2024-01-08T00:00:00Z");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("4 rows read: 1 used, 1 duplicates, 1 rejected, 0 late, 1 ign");
    assertThat(run.err()).contains("home currency: VND");
    JsonNode score = only("health-scores.jsonl");
    assertThat(score.get("currency").asText()).isEqualTo("VND");
    assertThat(score.get("asOf").asText()).isEqualTo("2024-01-07T23:59:59.999Z");
    JsonNode letter = only("dead-letters.jsonl");
    assertThat(letter.get("raw").asText()).isEqualTo("an,2024-01-06T10:00:00Z,t2,NaN,VND,");
    assertThat(letter.get("offset").asInt()).isEqualTo(3);
  }

  @Test
  void aReadableRowThatIsRefusedIsGivenBackAsItStood() throws IOException {
    Path rules =
        file(
            "r.yaml",
            "version: test\nhotKeys: {exclude: [GUEST]}\nsegments: {default: {homeCurrency: VND}}\n");
    Path purchases =
        file(
            "p.csv",
            HEADER
                + "GUEST,2024-01-05T10:00:00Z,t1,10,VND,\n"
                + "an,2024-01-05T11:00:00Z,t2,10,VND,\n");
    assertThat(score("--purchases", purchases, "--rules", rules).out())
        .contains("1 used, 0 duplicates, 1 rejected");
    JsonNode letter = only("dead-letters.jsonl");
    assertThat(letter.get("reason").asText()).isEqualTo("EXCLUDED_CUSTOMER");
    assertThat(letter.get("rawEncoding").asText()).isEqualTo("TEXT");
    assertThat(letter.get("raw").asText()).isEqualTo("GUEST,2024-01-05T10:00:00Z,t1,10,VND,");
  }

  @Test
  void everyNameOfAFileIsReadAndNoneTwice() throws IOException {
    Path hidden = file("_p.csv", HEADER + "an,2024-01-05T10:00:00Z,t1,10,VND,\n");
    Path roundabout = folder.resolve("..").resolve(folder.getFileName()).resolve("_p.csv");
    assertThat(score("--purchases", roundabout).out()).contains("1 rows read: 1 used");
    VerbRun twice = score("--purchases", hidden, "--visits", roundabout);
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("was given for --visits too");
  }

  @Test
  void aFileWithoutRowsIsNoReasonToFail() throws IOException {
    VerbRun run = score("--purchases", file("p.csv", HEADER));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("no usable row");
    assertThat(Files.readString(out().resolve("health-scores.jsonl"))).isEmpty();
  }

  @Test
  void whoRefusesAnalyticsIsNotExplained() throws IOException {
    Path purchases = file("p.csv", HEADER + "an,2024-01-05T10:00:00Z,t1,10,VND,\n");
    Path profiles =
        file("f.csv", "customer_id,event_time,consent_analytics\nan,2024-01-06T10:00:00Z,false\n");
    score("--purchases", purchases, "--profiles", profiles);
    assertThat(only("health-scores.jsonl").get("deleted").asBoolean()).isTrue();
    VerbRun explained = VerbRun.of("explain", "an", "--scores", out());
    assertThat(explained.exitCode()).isEqualTo(2);
    assertThat(explained.err()).contains("nothing is published of customer an");
  }

  @Test
  void aScoreIsExplainedInBothLanguages() throws IOException {
    Path purchases =
        file(
            "p.csv",
            HEADER
                + "an,2024-01-05T10:00:00Z,t1,10,VND,\n"
                + "an,2024-01-12T10:00:00Z,t2,10,VND,\n");
    score("--purchases", purchases, "--until", "2024-02-01T00:00:00Z");
    VerbRun english = VerbRun.of("explain", "an", "--scores", out());
    assertThat(english.out())
        .contains("Customer an as of 2024-01-31", "Bought on 2 days", "the last time 19 days ago")
        .contains("How it came about")
        .doesNotContain("{0}", "null", "NaN");
    VerbRun vietnamese = VerbRun.of("explain", "an", "--scores", out(), "--lang", "vi");
    assertThat(vietnamese.out()).contains("Khách hàng an", "Diễn biến").doesNotContain("{0}");
  }

  @Test
  void alertsAreExplainedByTheirNewestRevisionInBothLanguages() throws IOException {
    StringBuilder weekly = new StringBuilder(HEADER);
    for (int day = 1; day < 29; day += 7) {
      weekly.append("an,2024-01-%02dT10:00:00Z,t%d,10,VND,\n".formatted(day, day));
    }
    Path purchases = file("p.csv", weekly + "an,2024-03-20T10:00:00Z,back,10,VND,\n");
    score("--purchases", purchases, "--until", "2024-03-25T00:00:00Z");
    VerbRun english = VerbRun.of("explain", "an", "--scores", out());
    assertThat(english.out())
        .containsOnlyOnce("Spend is dropping")
        .contains("Alerts", "Call: Open");
    VerbRun vietnamese = VerbRun.of("explain", "an", "--scores", out(), "--lang", "vi");
    assertThat(vietnamese.out())
        .contains("Các cảnh báo", "Chi tiêu giảm sút", "Cần liên hệ: Đang mở");
    assertThat(VerbRun.of("explain", "nobody", "--scores", out()).exitCode()).isEqualTo(2);
  }

  private VerbRun score(Object... options) {
    List<Object> args = new ArrayList<>(List.of("score", "--out", out()));
    args.addAll(List.of(options));
    return VerbRun.of(args.toArray());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private JsonNode only(String name) throws IOException {
    List<String> lines = Files.readAllLines(out().resolve(name));
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }
}
