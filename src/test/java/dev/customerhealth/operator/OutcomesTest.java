package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.KeySalt;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.testing.OutcomeSteps;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the shares of tickets to records, through both steps. */
class OutcomesTest {

  private static final String CONTACTED = "2020-01|default|CONTACTED";
  private static final String PRICE = "2020-01|default|PRICE|Chợ\\|lớn";
  private static final long ENDLESS = Long.MAX_VALUE;

  @Test
  void aDayIsPublishedWhenEventTimePassesItsEnd() throws Exception {
    try (OutcomeSteps steps = OutcomeSteps.started(ENDLESS, 2)) {
      steps.arrives(share(CONTACTED, "an", noon(3), new OutcomeSums(1, 1, 25_000, 1, 2, 0, 0)));
      steps.arrives(share(CONTACTED, "mai", midnight(3), new OutcomeSums(1, 0, 0, 0, 0, 0, 0)));
      steps.timeComesTo(midnight(4) - 2);
      assertThat(steps.outputs()).isEmpty();

      steps.timeComesTo(midnight(4) - 1);
      assertThat(steps.outputs()).hasSize(1);
      OutputMessage message = steps.outputs().get(0);
      assertThat(message.topic()).isEqualTo(Topic.WIN_BACK);
      assertThat(message.key()).isEqualTo(CONTACTED);
      assertThat(Records.text(message))
          .isEqualTo(
              "{\"month\":\"2020-01\",\"segment\":\"default\",\"outcome\":\"CONTACTED\","
                  + "\"day\":\"2020-01-04\",\"asOf\":\"2020-01-04T23:59:59.999Z\",\"alerts\":2,"
                  + "\"wonBack\":1,\"rate\":0.5,\"amount\":\"2.5\",\"unknownAmounts\":2,"
                  + "\"currency\":\"GBP\",\"rulesVersion\":\""
                  + ScoringSubtask.RULES.version()
                  + "\"}");
    }
  }

  @Test
  void aReasonForLeavingSaysWhoWasNamedAndWhatIsNotKnown() throws Exception {
    try (OutcomeSteps steps = OutcomeSteps.started(ENDLESS, 1)) {
      steps.arrives(share(PRICE, "an", noon(3), new OutcomeSums(1, 0, 0, 0, 0, 70_000, 1)));
      steps.arrives(share(PRICE, "mai", noon(3), new OutcomeSums(1, 1, 0, 0, 1, 0, 0)));
      steps.timeComesTo(midnight(4));

      OutputMessage message = steps.outputs().get(0);
      assertThat(message.topic()).isEqualTo(Topic.LOSS_REASONS);
      assertThat(message.key()).isEqualTo(PRICE);
      JsonNode record = Records.json(message);
      assertThat(record.get("reason").asText()).isEqualTo("PRICE");
      assertThat(record.get("competitor").asText()).isEqualTo("Chợ|lớn");
      assertThat(record.get("customers").asInt()).isEqualTo(2);
      assertThat(record.get("valueLost").asText()).isEqualTo("7");
      assertThat(record.get("unknownValues").asInt()).isEqualTo(1);
      assertThat(record.get("wonBack").asInt()).isEqualTo(1);
      assertThat(record.get("wonBackAmount").isNull()).isTrue();
      assertThat(record.get("unknownAmounts").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aDayWithoutNewsIsSilentAndWhatIsTakenBackEntirelyLeavesATombstone() throws Exception {
    OutcomeSums one = new OutcomeSums(1, 0, 0, 0, 0, 0, 0);
    try (OutcomeSteps steps = OutcomeSteps.started(ENDLESS, 1)) {
      steps.arrives(share(CONTACTED, "an", noon(3), one));
      steps.timeComesTo(midnight(5));
      steps.arrives(share(CONTACTED, "mai", noon(5), one));
      steps.arrives(share(CONTACTED, "mai", noon(5), one.negated()));
      steps.timeComesTo(midnight(8));
      assertThat(steps.outputs()).hasSize(1);
      steps.arrives(share(CONTACTED, "an", noon(8), one.negated()));
      steps.timeComesTo(midnight(9));

      assertThat(steps.outputs()).hasSize(2);
      assertThat(steps.outputs().get(1))
          .isEqualTo(OutputMessage.tombstone(Topic.WIN_BACK, CONTACTED, midnight(9) - 1));
    }
  }

  @Test
  void aLateShareCountsInTheDayThatClosesNextAlsoAfterARestart() throws Exception {
    OutcomeSums one = new OutcomeSums(1, 0, 0, 0, 0, 0, 0);
    OutcomeSteps.Snapshot snapshot;
    try (OutcomeSteps steps = OutcomeSteps.started(ENDLESS, 1)) {
      steps.arrives(share(CONTACTED, "an", noon(3), one));
      steps.timeComesTo(noon(5));
      steps.arrives(share(CONTACTED, "mai", noon(3), one));
      steps.timeComesTo(midnight(6));
      assertThat(days(steps)).containsExactly("2020-01-04 1", "2020-01-06 2");
      steps.arrives(share(CONTACTED, "ly", noon(6), one));
      snapshot = steps.snapshot();
    }
    try (OutcomeSteps steps = OutcomeSteps.restored(ENDLESS, 3, snapshot)) {
      // Event time begins anew, but the sixth is closed.
      steps.arrives(share(CONTACTED, "binh", noon(4), one));
      steps.timeComesTo(midnight(6));
      assertThat(steps.outputs()).isEmpty();
      steps.timeComesTo(midnight(7));
      assertThat(days(steps)).containsExactly("2020-01-07 4");
    }
  }

  @Test
  void everybodyUnderOneKeyGivesSixteenPartialsADayAndTheLastDayEndsWithEventTime()
      throws Exception {
    OutcomeSums one = new OutcomeSums(1, 1, 10_000, 1, 0, 0, 0);
    try (OutcomeSteps steps = OutcomeSteps.started(noon(3), 4)) {
      for (int i = 0; i < 20_000; i++) {
        steps.arrives(share(CONTACTED, "c" + i, midnight(3) + i, one));
      }
      steps.timeComesTo(noon(3));

      assertThat(steps.partials()).hasSize(KeySalt.SALTS);
      assertThat(days(steps)).containsExactly("2020-01-04 20000");
      JsonNode record = Records.json(steps.outputs().get(0));
      assertThat(record.get("amount").asText()).isEqualTo("20000");
      assertThat(record.get("asOf").asText()).isEqualTo("2020-01-04T12:00:00Z");
    }
  }

  @Test
  void aKeyThatGotNothingForThreeYearsIsForgottenAndItsRecordStays() throws Exception {
    OutcomeSums one = new OutcomeSums(1, 0, 0, 0, 0, 0, 0);
    try (OutcomeSteps steps = OutcomeSteps.started(ENDLESS, 1)) {
      steps.arrives(share(CONTACTED, "an", noon(3), one));
      steps.timeComesTo(midnight(500));
      steps.arrives(share(CONTACTED, "an", noon(500), one));
      steps.timeComesTo(midnight(501 + 1095) - 1);
      // total, closed, published, and one timer
      assertThat(steps.kept()).isEqualTo(4);
      steps.timeComesTo(midnight(501 + 1095));

      assertThat(steps.kept()).isZero();
      assertThat(days(steps)).containsExactly("2020-01-04 1", "2021-05-15 2");
    }
  }

  private static OutcomeShare share(String key, String customer, long at, OutcomeSums sums) {
    return new OutcomeShare(key, KeySalt.of(customer), at, sums);
  }

  /** Day and tickets of each record. */
  private static List<String> days(OutcomeSteps steps) {
    return steps.outputs().stream()
        .map(Records::json)
        .map(record -> record.get("day").asText() + " " + record.get("alerts").asText())
        .toList();
  }
}
