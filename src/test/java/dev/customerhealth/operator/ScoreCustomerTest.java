package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static dev.customerhealth.testing.Inputs.visit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.ConversionBytes;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.Conversion;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreCustomerTest {

  private ScoringSubtask subtask;

  @BeforeEach
  void start() throws Exception {
    subtask = ScoringSubtask.started();
  }

  @AfterEach
  void stop() throws Exception {
    subtask.close();
  }

  @Test
  void anEventWaitsForTheWatermarkAndItsScoreCarriesItsTime() throws Exception {
    subtask.arrives(purchase("an", noon(1), "p1", "10"));
    subtask.timeComesTo(noon(1) - 1);
    assertThat(subtask.outputs()).isEmpty();

    subtask.timeComesTo(noon(1));

    assertThat(causes()).containsExactly("purchases/p1");
    assertThat(subtask.stamped())
        .extracting(record -> record.getValue().topic())
        .containsExactly(Topic.SCORES, Topic.SCORES_FLAT, Topic.SCORE_CHANGES);
    assertThat(subtask.stamped()).allMatch(record -> record.getTimestamp() == noon(1));
  }

  @Test
  void whatTimeDecidesIsStampedWithTheTimeOfTheDecisionNotWithTheWatermark() throws Exception {
    subtask.arrives(purchase("an", noon(1), "p1", "10"));
    subtask.timeComesTo(noon(30));

    assertThat(causes()).startsWith("purchases/p1", "TIME");
    assertThat(subtask.stamped())
        .allSatisfy(
            record -> assertThat(record.getTimestamp()).isEqualTo(record.getValue().timeMillis()))
        .filteredOn(record -> record.getValue().topic() == Topic.SCORES)
        .element(1)
        .satisfies(record -> assertThat(record.getTimestamp()).isEqualTo(midnight(8)));
  }

  @Test
  void eventsAreAppliedInTheOrderOfTimeWhateverTheArrival() throws Exception {
    subtask.arrives(
        purchase("an", noon(3), "p3", "10"),
        purchase("an", noon(1), "p1", "10"),
        purchase("an", noon(2), "p2", "10"));
    subtask.timeComesTo(noon(3));
    assertThat(causes()).containsExactly("purchases/p1", "purchases/p2", "purchases/p3");
  }

  @Test
  void eventsOfOneInstantAreAppliedByTypeThenById() throws Exception {
    subtask.arrives(
        purchase("an", noon(1), "b", "10"),
        purchase("an", noon(1), "a", "10"),
        visit("an", noon(1), "z"));
    subtask.timeComesTo(noon(1));
    assertThat(causes()).containsExactly("visits/z", "purchases/a", "purchases/b");
  }

  @Test
  void ofTwoContentsUnderOneIdTheEarlierWins() throws Exception {
    subtask.arrives(
        purchase("an", noon(1) + 1, "p", "20"),
        purchase("an", noon(1), "p", "10"),
        purchase("bo", noon(1), "p", "10"),
        purchase("bo", noon(1) + 1, "p", "20"));
    subtask.timeComesTo(noon(2));
    assertThat(scores())
        .hasSize(2)
        .allMatch(score -> score.get("spend").get("d7").asText().equals("10"), "earlier spend");
    assertThat(subtask.count(Account.Entry.DUPLICATES)).isEqualTo(2);
  }

  @Test
  void ofTwoContentsUnderOneIdAndTimeTheSmallerBytesWin() throws Exception {
    Envelope one = purchase("an", noon(1), "p", "10");
    Envelope other = purchase("an", noon(1), "p", "20");
    boolean oneIsSmaller = Arrays.compareUnsigned(one.payload(), other.payload()) < 0;
    subtask.arrives(one, other);
    subtask.arrives(purchase("bo", noon(1), "p", "20"), purchase("bo", noon(1), "p", "10"));
    subtask.timeComesTo(noon(2));
    assertThat(scores())
        .hasSize(2)
        .extracting(score -> score.get("spend").get("d7").asText())
        .containsOnly(oneIsSmaller ? "10" : "20");
    assertThat(subtask.count(Account.Entry.DUPLICATES)).isEqualTo(2);
  }

  @Test
  void aLateEventCorrectsItsOwnDayAsOfTheCustomersClock() throws Exception {
    subtask.arrives(
        purchase("an", noon(1), "p1", "10"),
        purchase("an", noon(40), "p3", "30"),
        purchase("bo", noon(1), "p1", "10"));
    subtask.timeComesTo(noon(41));
    subtask.arrives(purchase("an", noon(2), "p2", "20"));

    JsonNode corrected = last(scores());
    assertThat(corrected.get("cause").asText()).isEqualTo("purchases/p2");
    assertThat(corrected.get("asOf").asText()).isEqualTo(Instant.ofEpochMilli(noon(40)).toString());
    assertThat(corrected.get("spend").get("d30").asText()).isEqualTo("30");
    assertThat(corrected.get("spend").get("d90").asText()).isEqualTo("60");
    assertThat(corrected.get("purchaseDays").asInt()).isEqualTo(3);
    assertThat(last(subtask.stamped()).getTimestamp()).isEqualTo(noon(40));
    assertThat(subtask.count(Account.Entry.USED)).isEqualTo(4);
  }

  @Test
  void anEventBeyondTheReachIsGivenBackWithItsBytes() throws Exception {
    subtask.arrives(purchase("an", noon(500), "p1", "10"));
    subtask.timeComesTo(noon(500));
    Envelope tooLate = purchase("an", noon(100), "p2", "10");
    Envelope justInTime = purchase("an", noon(101), "p3", "10");
    subtask.arrives(tooLate, justInTime);

    assertThat(subtask.returned()).hasSize(1);
    OutputMessage returned = subtask.returned().get(0);
    assertThat(returned.topic()).isEqualTo(Topic.LATE_EVENTS);
    assertThat(bytes(returned)).isEqualTo(tooLate.payload());
    assertThat(Records.json(returned).get("eventId").asText()).isEqualTo("p2");
    assertThat(Records.json(returned).get("clock").asText())
        .isEqualTo(Instant.ofEpochMilli(noon(500)).toString());
    assertThat(subtask.count(Account.Entry.LATE)).isEqualTo(1);
    assertThat(subtask.count(Account.Entry.USED)).isEqualTo(2);
  }

  @Test
  void whatAHotKeyDoesBeyondItsDailyMeasureIsADeadLetter() throws Exception {
    try (ScoringSubtask strict =
        ScoringSubtask.started(
            RulesYaml.parse(
                "version: strict\nhotKeys:\n  maxEventsPerDay: 2\nsegments:\n  default: {}"))) {
      Envelope third = purchase("an", noon(1) + 2, "p3", "10");
      strict.arrives(
          third,
          purchase("an", noon(1), "p1", "10"),
          purchase("an", noon(1) + 1, "p2", "10"),
          purchase("an", noon(1) + 3, "p2", "10"),
          purchase("an", noon(2), "p4", "10"));
      strict.timeComesTo(noon(2));

      assertThat(strict.returned()).hasSize(1);
      assertThat(strict.returned().get(0).topic()).isEqualTo(Topic.DEAD_LETTERS);
      assertThat(Records.json(strict.returned().get(0)).get("reason").asText())
          .isEqualTo("HOT_KEY");
      assertThat(bytes(strict.returned().get(0))).isEqualTo(third.payload());
      assertThat(strict.count(Account.Entry.REJECTED)).isEqualTo(1);
      assertThat(strict.count(Account.Entry.DUPLICATES)).isEqualTo(1);
      assertThat(strict.count(Account.Entry.USED)).isEqualTo(3);
    }
  }

  @Test
  void aDuplicateChangesAndSaysNothing() throws Exception {
    subtask.arrives(purchase("an", noon(1), "p1", "10"));
    subtask.timeComesTo(noon(1));
    int before = subtask.outputs().size();
    subtask.arrives(purchase("an", noon(1), "p1", "10"));
    subtask.arrives(purchase("an", noon(2), "p1", "10"));
    subtask.timeComesTo(noon(2));
    assertThat(subtask.outputs()).hasSize(before);
    assertThat(subtask.count(Account.Entry.DUPLICATES)).isEqualTo(2);
  }

  @Test
  void aConversionIsAppliedButStandsInNoBooksAndIsNeverGivenBack() throws Exception {
    subtask.arrives(purchase("an", noon(100), "p1", "10"), conversion(noon(101), 1));
    subtask.timeComesTo(noon(500));
    // Once more, beyond the reach, and late.
    subtask.arrives(conversion(noon(101), 1), conversion(noon(1), 2), conversion(noon(102), 3));

    assertThat(causes())
        .filteredOn(cause -> !cause.equals("TIME"))
        .containsExactly("purchases/p1", "conversions/r/1", "conversions/r/3");
    assertThat(subtask.returned()).isEmpty();
    assertThat(subtask.count(Account.Entry.USED)).isEqualTo(1);
    assertThat(subtask.count(Account.Entry.DUPLICATES)).isZero();
    assertThat(subtask.count(Account.Entry.LATE)).isZero();
  }

  private static Envelope conversion(long timeMillis, int revision) {
    return ConversionBytes.envelope(
        Conversion.of("an", timeMillis, "r", "binh", timeMillis - DAY, true, revision));
  }

  @Test
  void anEventWaitsInMemoryUntilASnapshot() throws Exception {
    subtask.arrives(purchase("an", noon(1), "p1", "10"));
    assertThat(subtask.stateEntries()).isZero();
    assertThat(subtask.timers()).isZero();
    subtask.snapshot();
    assertThat(subtask.stateEntries()).as("the customer and one waiting event").isEqualTo(2);
    assertThat(subtask.timers()).as("near").isEqualTo(1);
    subtask.timeComesTo(noon(1));
    assertThat(causes()).containsExactly("purchases/p1");
  }

  @Test
  void nothingWaitsAfterItsTime() throws Exception {
    subtask.arrives(purchase("an", noon(1), "p1", "10"), purchase("an", noon(1) + DAY, "p2", "10"));
    subtask.timeComesTo(noon(1));
    assertThat(subtask.stateEntries()).as("the customer").isEqualTo(1);
    subtask.snapshot();
    assertThat(subtask.stateEntries()).as("the customer and one waiting event").isEqualTo(2);
    subtask.timeComesTo(noon(2));
    assertThat(subtask.stateEntries()).as("the customer").isEqualTo(1);
  }

  @Test
  void anEventThatComesAheadOfItsTimeWaitsWithoutHoldingOthersBack() throws Exception {
    subtask.arrives(purchase("an", noon(3), "p2", "10"), purchase("an", noon(1), "p1", "10"));
    subtask.timeComesTo(noon(2));
    assertThat(causes()).containsExactly("purchases/p1");
    subtask.timeComesTo(noon(3));
    assertThat(causes()).containsExactly("purchases/p1", "purchases/p2");
  }

  private List<JsonNode> scores() {
    return Records.on(Topic.SCORES, subtask.outputs()).stream().map(Records::json).toList();
  }

  private List<String> causes() {
    return scores().stream().map(score -> score.get("cause").asText()).toList();
  }

  private static byte[] bytes(OutputMessage returned) throws IOException {
    JsonNode record = Records.json(returned);
    assertThat(record.get("rawEncoding").asText()).isEqualTo("BASE64");
    return Base64.getDecoder().decode(record.get("raw").asText());
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
