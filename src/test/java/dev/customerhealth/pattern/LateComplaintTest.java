package dev.customerhealth.pattern;

import static dev.customerhealth.testing.Inputs.HOUR;
import static dev.customerhealth.testing.Inputs.caseStep;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.avro.CaseStatus;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.AlertInput;
import dev.customerhealth.testing.AlertSteps;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.ScoringSubtask;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From events through the story's own operator to alerts, where event time has passed what a story
 * would need: whoever waits too long is called all the same. First answer within 24 h, resolution
 * within 72 h.
 */
class LateComplaintTest {

  private static final long OPENED = noon(30);

  private ScoringSubtask scoring;
  private StoryTeller teller;
  private AlertSteps alerts;
  private int signals;
  private int storySignals;
  private int stories;

  @BeforeEach
  void start() throws Exception {
    scoring = ScoringSubtask.started();
    teller = new StoryTeller(new UnresolvedComplaint());
    alerts = AlertSteps.started(ScoringSubtask.RULES);
    for (int day = 0; day < 30; day += 3) {
      arrives(purchase("an", noon(day), "p" + day, "25"));
    }
  }

  @AfterEach
  void stop() throws Exception {
    scoring.close();
    teller.close();
    alerts.close();
  }

  @Test
  void inTimeItIsOneStoryAndOneRevisionThatNamesTheComplaint() throws Exception {
    arrives(step("k", OPENED, CaseStatus.OPENED));
    timeComesTo(OPENED + 30 * HOUR);

    assertThat(calls()).containsExactly("OPEN TIME");
    assertThat(teller.told()).hasSize(1);
    assertThat(teller.late()).isZero();
    JsonNode evidence = records().get(0).get("evidence");
    assertThat(evidence).hasSize(2);
    assertThat(evidence.get(0).get("name").asText()).isEqualTo("complaint");
    assertThat(evidence.get(0).get("eventId").asText()).isEqualTo("cases/k/OPENED/" + OPENED);
    assertThat(evidence.get(1).get("name").asText()).isEqualTo("hoursOpen");
    assertThat(evidence.get(1).get("eventId").isNull()).isTrue();
    assertThat(teller.told().get(0).signals().get(0).evidence())
        .isEqualTo(teller.told().get(0).last().evidence().subList(0, 1));
  }

  @Test
  void anAnswerThatIsLearntLateTakesTheCallBackAndTheNextLimitCallsAgain() throws Exception {
    arrives(step("k", OPENED, CaseStatus.OPENED));
    timeComesTo(OPENED + 30 * HOUR);
    arrives(step("k", OPENED + 12 * HOUR, CaseStatus.RESPONDED));
    timeComesTo(OPENED + 72 * HOUR);
    assertThat(teller.late()).isEqualTo(1);
    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED LATE_DATA");

    timeComesTo(OPENED + 72 * HOUR + 1);
    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED LATE_DATA", "OPEN TIME");
  }

  @Test
  void soDoesTheLimitOfAnotherThatWaitsWhereTheLateOneWasResolved() throws Exception {
    arrives(step("a", OPENED, CaseStatus.OPENED));
    arrives(step("b", OPENED + 20 * HOUR, CaseStatus.OPENED));
    timeComesTo(OPENED + 30 * HOUR);
    arrives(step("a", OPENED + 23 * HOUR, CaseStatus.RESOLVED));
    assertThat(teller.late()).isEqualTo(1);

    timeComesTo(OPENED + 44 * HOUR + 1);
    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED LATE_DATA", "OPEN TIME");
    assertThat(records().get(2).get("evidence").get(0).get("eventId").asText())
        .isEqualTo("cases/b/OPENED/" + (OPENED + 20 * HOUR));
  }

  @Test
  void soDoesALooserLimitWhereALateEventCarriesTheSwitch() throws Exception {
    String looser = "score: {care: {firstAnswerHours: 40, resolutionHours: 500}}";
    RulesChange change =
        RulesTopic.change(1, OPENED + 26 * HOUR, false, RulesTopic.yaml("looser", looser));
    scoring.learns(change);
    alerts.learn(change);
    arrives(step("k", OPENED, CaseStatus.OPENED));
    timeComesTo(OPENED + 30 * HOUR);
    arrives(purchase("an", OPENED + 27 * HOUR, "late", "25"));
    assertThat(teller.late()).isEqualTo(1);

    timeComesTo(OPENED + 40 * HOUR + 1);
    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED RULES", "OPEN TIME");
  }

  @Test
  void aComplaintThatIsLearntLateIsCalledAtItsLimit() throws Exception {
    timeComesTo(OPENED + 10 * HOUR);
    arrives(step("k", OPENED, CaseStatus.OPENED));
    assertThat(teller.late()).isEqualTo(1);

    timeComesTo(OPENED + 24 * HOUR);
    assertThat(calls()).isEmpty();
    timeComesTo(OPENED + 24 * HOUR + 1);
    assertThat(calls()).containsExactly("OPEN TIME");
  }

  @Test
  void andAtOnceWhereItsLimitHasPassed() throws Exception {
    timeComesTo(OPENED + 30 * HOUR);
    arrives(step("k", OPENED, CaseStatus.OPENED));
    assertThat(teller.late()).isEqualTo(2);
    assertThat(calls()).containsExactly("OPEN TIME");

    // Nor is it lost where the answer is learnt only after the second limit.
    timeComesTo(OPENED + 80 * HOUR);
    arrives(step("k", OPENED + 12 * HOUR, CaseStatus.RESPONDED));
    timeComesTo(OPENED + 81 * HOUR);
    assertThat(calls()).last().isEqualTo("OPEN TIME");
    assertThat(teller.told()).isEmpty();
  }

  /** Whatever their kinds, the last word on a complaint is the last to be said. */
  @Test
  void ofOneInstantTheTurnsOfTheScoresDecideWhereTheAlertsAreBehind() throws Exception {
    arrives(step("a", OPENED, CaseStatus.OPENED));
    timeComesTo(OPENED + 30 * HOUR);
    scoring.timeComesTo(OPENED + 60 * HOUR);
    arrives(step("a", OPENED + 12 * HOUR, CaseStatus.RESPONDED));
    arrives(step("b", OPENED + 20 * HOUR, CaseStatus.OPENED));
    timeComesTo(OPENED + 61 * HOUR);

    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED LATE_DATA", "OPEN TIME");
  }

  /** The story is told at the end of an instant, at which it is over. */
  @Test
  void soDoTheyWhereAStoryIsToldOfWhatIsOver() throws Exception {
    timeComesTo(OPENED - 1);
    scoring.timeComesTo(OPENED + 30 * HOUR);
    arrives(step("k", OPENED, CaseStatus.OPENED));
    arrives(step("k", OPENED + 12 * HOUR, CaseStatus.RESPONDED));
    timeComesTo(OPENED + 31 * HOUR);

    assertThat(teller.told()).hasSize(1);
    assertThat(calls()).containsExactly("OPEN TIME", "RETRACTED LATE_DATA");
  }

  private static Envelope step(String caseId, long timeMillis, CaseStatus status) {
    return caseStep("an", timeMillis, caseId, status);
  }

  private void arrives(Envelope event) throws Exception {
    scoring.arrives(event);
    passOn();
  }

  private void timeComesTo(long watermarkMillis) throws Exception {
    scoring.timeComesTo(watermarkMillis);
    passOn();
    teller.timeComesTo(watermarkMillis);
    List<Story> told = teller.told();
    for (Story story : told.subList(stories, told.size())) {
      alerts.arrives(AlertInput.of(story));
    }
    stories = told.size();
    alerts.timeComesTo(watermarkMillis);
  }

  private void passOn() throws Exception {
    var all = scoring.signals();
    for (var signal : all.subList(signals, all.size())) {
      alerts.arrives(AlertInput.of(signal.getValue()));
    }
    signals = all.size();
    var picked = scoring.storySignals();
    for (var signal : picked.subList(storySignals, picked.size())) {
      teller.hears(signal.getValue());
    }
    storySignals = picked.size();
  }

  /** Status and cause of each revision. */
  private List<String> calls() {
    return records().stream()
        .map(record -> record.get("status").asText() + " " + record.get("transitionCause").asText())
        .toList();
  }

  private List<JsonNode> records() {
    return Records.on(Topic.ALERTS, alerts.outputs()).stream()
        .map(Records::json)
        .filter(record -> record.get("reason").asText().equals("UNRESOLVED_COMPLAINT"))
        .toList();
  }
}
