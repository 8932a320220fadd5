package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceStoryTest {

  private static final String SAID = "synthetic-feedback-7";

  private final ServiceBoard service = new ServiceBoard();
  private final ScoreBoard scores = new ScoreBoard(Set.of(), Instant.EPOCH);
  private final ServiceStory story = new ServiceStory(service, scores);

  @Test
  void withoutLevelsThereIsNothingToTell() {
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void theLastRevisionOfEachCountsAndWhatWasTakenBackDoesNot() throws IOException {
    add(SAID, 1, "CONFIRMED", 2, null);
    add(SAID, 2, "CONFIRMED", 5, null);
    add("silence:489434", 1, "PROVISIONAL", 2, null);
    add("silence:489435", 1, "PROVISIONAL", 2, null);
    add("silence:489435", 2, "WITHDRAWN", 2, null);
    assertThat(story.lines())
        .containsSubsequence(
            "  5 Surprising    Đáng ngạc nhiên                      1               0",
            "  2 Basic         Cơ bản                               0               1");
  }

  @Test
  void realAndMadeUpAreToldApartInTheHeading() throws IOException {
    add(SAID, 1, "CONFIRMED", 4, null);
    assertThat(story.lines().get(0)).contains("SYNTHETIC feedback", "real");
    assertThat(story.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void theWorstIsTheOneThatCostMostAndShowsItsWordsItsBoundAndItsCap() throws IOException {
    add(SAID, 1, "CONFIRMED", 1, "PROMISE_BROKEN");
    add("synthetic-feedback-8", 1, "CONFIRMED", 1, "PROMISE_BROKEN");
    scores.add(
        Scores.of("an").afterFeedback("synthetic-feedback-8").fellFrom(51, "TERRIBLE").get());
    scores.add(Scores.of("an").afterFeedback(SAID).fellFrom(71.3, "TERRIBLE").get());
    assertThat(story.lines())
        .containsSubsequence(
            "The worst of them, made up: customer an on 2011-03-02, served by staff-09",
            "   49 %  Promise broken            \"thất hứa\"",
            "   30 %  Rating",
            "  \"Promise broken\" alone makes it level 1, whatever the rest says",
            "  the score fell from 71.3 to 50.0, held down by: Terrible service");
  }

  @Test
  void noCapNoWorst() throws IOException {
    add(SAID, 1, "CONFIRMED", 1, "PROMISE_BROKEN");
    scores.add(Scores.of("an").afterFeedback(SAID).fellFrom(71.3).get());
    assertThat(story.lines()).noneMatch(line -> line.startsWith("The worst"));
  }

  @Test
  void theBestAndTheWorstOfTheStaffAreNamed() throws IOException {
    add(SAID, 1, "CONFIRMED", 4, null);
    stands("STAFF:staff-01", "STAFF", "staff-01", "3.5");
    assertThat(story.lines()).noneMatch(line -> line.contains("best served"));
    stands("STAFF:staff-09", "STAFF", "staff-09", "3.1");
    stands("STAFF:staff-03", "STAFF", "staff-03", "4.2");
    stands("STAFF:staff-04", "STAFF", "staff-04", "null");
    stands("CHANNEL:web", "CHANNEL", "web", "1.0");
    assertThat(story.lines())
        .contains(
            "  best served by staff-03 (mean 4.2, success 83 %), worst by staff-09 (mean 3.1, success"
                + " 83 %)");
  }

  private void add(String id, int revision, String state, int level, String bound)
      throws IOException {
    String json =
        """
        {"customerId": "an", "feedbackId": "%s", "revision": %d, "state": "%s", "level": %d,
         "eventTime": "2011-03-02T10:00:00Z", "bound": %s, "staffId": "staff-09", "evidence": [
          {"cue": "PROMISE_BROKEN", "centre": 1.2, "share": 0.49, "text": "thất hứa"},
          {"cue": "RATING", "centre": 1, "share": 0.3, "text": null}]}
        """
            .formatted(id, revision, state, level, bound == null ? "null" : '"' + bound + '"');
    service.add(LevelRecord.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  private void stands(String key, String dimension, String value, String mean) throws IOException {
    String json =
        String.format(
            Locale.ROOT,
            "{\"key\": \"%s\", \"dimension\": \"%s\", \"value\": \"%s\", \"mean\": %s,"
                + " \"count\": 210, \"successRate\": 0.83, \"day\": \"2011-12-09\"}",
            key,
            dimension,
            value,
            mean);
    service.add(StandingRecord.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
