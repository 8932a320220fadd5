package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.CaseUpdate.Status;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation.Kind;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.Cause;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What complaints, bad experiences and declared leavings do to the score of a loyal customer. */
class CareAndCapsTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** A year of Saturdays; the next one is 2024-01-06. */
  private static Story regular() {
    return customer("an").from("2023-01-07").bought(52, every(weeks(1)));
  }

  private static Story regularUntil(String date, Story story) {
    while (story.date().isBefore(LocalDate.parse(date))) {
      story.bought().quiet(weeks(1));
    }
    return story;
  }

  private static @Nullable Double value(HealthScore record, String component) {
    return record.score().components().stream()
        .filter(part -> part.name().equals(component))
        .findFirst()
        .map(ComponentScore::value)
        .orElse(null);
  }

  private static @Nullable Double care(Story story, String lastDay) {
    return value(Life.of(story, lastDay).lastRecord(), "CARE");
  }

  @Test
  void careIsTheStateOfTheWorstCase() {
    assertThat(care(regular(), "2024-01-06")).isNull();
    assertThat(care(regular().complained("k"), "2024-01-06")).isEqualTo(.6);
    assertThat(care(regular().complained("k"), "2024-01-07")).isEqualTo(.15);
    Story answered = regular().complained("k").quiet(days(1)).wasAnswered("k");
    assertThat(care(answered, "2024-01-08")).isEqualTo(.6);
    assertThat(care(answered, "2024-01-09")).isEqualTo(.15);
    Story inTime = regular().complained("k").quiet(days(1)).wasSatisfied("k");
    assertThat(care(inTime, "2024-01-08")).isEqualTo(.9);
    Story late = regular().complained("k").quiet(days(4)).wasSatisfied("k");
    assertThat(care(late, "2024-01-10")).isEqualTo(.6);
    Story again = regular().complained("k").quiet(days(1)).wasSatisfied("k").quiet(days(2));
    assertThat(care(again.complainedAgain("k"), "2024-01-09")).isZero();
    Story both = regular().complained("k").quiet(days(1)).wasSatisfied("k").complained("l");
    assertThat(care(both, "2024-01-07")).isEqualTo(.6);
  }

  @Test
  void aResolvedCaseCountsForHalfAYear() {
    Story story = regular().complained("k").quiet(days(1)).wasSatisfied("k");
    regularUntil("2024-07-05", story);
    // Resolved on 2024-01-07 at ten: 180 days later is 2024-07-05 at ten.
    assertThat(care(story, "2024-07-04")).isEqualTo(.9);
    assertThat(care(story, "2024-07-05")).isNull();
  }

  @Test
  void aCaseBecomesLateByTimeAloneOneMillisecondAfterItsLimit() {
    Story story = regular();
    long opened = story.millis();
    Life life = Life.of(story.complained("k"), "2024-01-20");
    assertLateAt(life, opened + DAY + 1);

    story = regular();
    story.complained("k").quiet(days(1)).wasAnswered("k");
    assertLateAt(Life.of(story, "2024-01-20"), opened + 3 * DAY + 1);

    story = regular();
    long promised = opened + 7 * HOUR;
    story.states(Facts.step("k", opened, Status.OPENED, true, promised));
    assertLateAt(Life.of(story, "2024-01-20"), promised + 1);
  }

  private static void assertLateAt(Life life, long atMillis) {
    ServiceLevel late = life.levels.get(life.levels.size() - 1);
    assertThat(late.feedbackId()).isEqualTo("case:k");
    assertThat(late.revision()).isEqualTo(2);
    assertThat(late.decidedMillis()).isEqualTo(atMillis);
    assertThat(late.eventTimeMillis()).isEqualTo(atMillis);
    assertThat(codes(late)).contains(CueCode.COMPLAINT_CASE, CueCode.SLOW_RESOLUTION);
    List<HealthScore> records =
        life.records.stream().filter(record -> record.asOfMillis() == atMillis).toList();
    assertThat(records).singleElement().extracting(HealthScore::cause).isEqualTo(Cause.TIME);
    assertThat(value(records.get(0), "CARE")).isEqualTo(.15);
    int before = life.records.indexOf(records.get(0)) - 1;
    assertThat(value(life.records.get(before), "CARE")).isEqualTo(.6);
  }

  private static List<CueCode> codes(ServiceLevel level) {
    return level.reading() == null
        ? List.of()
        : level.reading().evidence().stream().map(evidence -> evidence.cue().code()).toList();
  }

  @Test
  void aLoyalCustomerIsAtRiskAtOnceAfterTerribleServiceUntilAnsweredAndReturned() {
    Story story = regular();
    Life before = Life.of(story, "2024-01-06");
    assertThat(before.lastRecord().band()).isEqualTo(Band.HEALTHY);
    story.complained("k").quiet(days(1)).wasSatisfied("k").quiet(days(6)).bought();
    Life life = Life.of(story, "2024-01-14");
    HealthScore hurt = life.on("2024-01-06");
    assertThat(hurt.score().caps()).containsExactly(Cap.Name.TERRIBLE);
    assertThat(hurt.score().points()).isEqualTo(35.0);
    assertThat(hurt.band()).isEqualTo(Band.AT_RISK);
    assertThat(hurt.status()).isEqualTo(LifeStatus.AT_RISK);
    assertThat(life.on("2024-01-12").score().points()).isEqualTo(35.0);
    HealthScore back = life.on("2024-01-13");
    assertThat(back.score().caps()).isEmpty();
    assertThat(back.score().points()).isGreaterThan(60);
    assertThat(back.band()).isIn(Band.HEALTHY, Band.WATCH);
    assertThat(back.status()).isEqualTo(LifeStatus.ACTIVE);
  }

  @Test
  void whoReturnsBeforeBeingAnsweredIsStillAtRisk() {
    Story story = regular().complained("k").quiet(days(7)).bought().quiet(days(1));
    Life life = Life.of(story.wasSatisfied("k"), "2024-01-14");
    assertThat(life.lastRecord().score().caps()).containsExactly(Cap.Name.TERRIBLE);
  }

  @Test
  void theCapOfATerribleServiceRisesByAPointADayAfterSixtyDays() {
    for (var bad : List.of(regular().complained("k"), regular().saidToMany("Lừa đảo"))) {
      Story story = regularUntil("2024-04-20", bad);
      // 2024-01-06 and 60 days is 2024-03-06.
      assertThat(pointsOn(story, "2024-03-06")).isEqualTo(35.0);
      assertThat(pointsOn(story, "2024-03-07")).isEqualTo(36.0);
      assertThat(pointsOn(story, "2024-03-16")).isEqualTo(45.0);
    }
  }

  private static @Nullable Double pointsOn(Story story, String day) {
    Life life = new Life("an", TestRules.with(), 0, Life.endOf(day));
    story.events().stream()
        .filter(event -> event.timeMillis() <= Life.endOf(day))
        .sorted(Life.IN_TIME_ORDER)
        .forEach(life::meet);
    life.passTo(Life.endOf(day));
    return life.lastRecord().score().points();
  }

  @Test
  void aReopenedComplaintCapsTheScoreAnew() {
    Story story = regular().complained("k").quiet(days(1)).wasSatisfied("k").quiet(days(6));
    regularUntil("2024-05-04", story).complainedAgain("k");
    assertThat(pointsOn(story, "2024-05-04")).isEqualTo(35.0);
  }

  @Test
  void aRequestThatIsResolvedMakesNothingGood() {
    Story story = regular().saidToMany("Lừa đảo").quiet(days(1));
    story.states(Facts.step("r", story.millis(), Status.OPENED, false, null)).quiet(days(1));
    story.states(Facts.step("r", story.millis(), Status.RESOLVED, false, null));
    story.quiet(days(5)).bought();
    HealthScore last = Life.of(story, "2024-01-14").lastRecord();
    assertThat(last.score().caps()).containsExactly(Cap.Name.TERRIBLE);
    assertThat(last.serviceLevel().level()).isEqualTo(Level.TERRIBLE);
  }

  @Test
  void aBasicServiceCapsTheScoreForThirtyDays() {
    Story story = regularUntil("2024-03-01", regular().said("Tồi tệ"));
    assertThat(pointsOn(story, "2024-01-06")).isEqualTo(60.0);
    assertThat(pointsOn(story, "2024-02-04")).isEqualTo(60.0);
    assertThat(pointsOn(story, "2024-02-05")).isGreaterThan(60.0);
  }

  @Test
  void whoIsLeavingStaysCappedUntilTwoPurchasesOnLaterDays() {
    Story story = regular().showed(Kind.LEAVING).bought().quiet(weeks(1)).bought();
    assertThat(pointsOn(story, "2024-01-06")).isEqualTo(25.0);
    assertThat(pointsOn(story, "2024-01-13")).isEqualTo(25.0);
    story.quiet(weeks(1)).bought();
    Life life = Life.of(story, "2024-01-20");
    assertThat(life.lastRecord().score().caps()).doesNotContain(Cap.Name.LEAVING);
    assertThat(life.lastRecord().score().points()).isGreaterThan(25.0);
  }

  @Test
  void aNoteThatTheCustomerStaysEndsTheLeaving() {
    Story story = regular().showed(Kind.LEAVING).quiet(days(2)).showed(Kind.STAYING);
    Life life = Life.of(story, "2024-01-08");
    assertThat(life.on("2024-01-07").score().caps()).contains(Cap.Name.LEAVING);
    assertThat(life.lastRecord().score().caps()).doesNotContain(Cap.Name.LEAVING);
  }

  @Test
  void whoSaidToBeLeavingAndHasNotBoughtForSixtyDaysIsLost() {
    Life life = Life.of(regular().showed(Kind.LEAVING), "2024-04-01");
    // The last purchase was on 2023-12-30.
    assertThat(life.on("2024-02-27").status()).isEqualTo(LifeStatus.AT_RISK);
    assertThat(life.on("2024-02-28").status()).isEqualTo(LifeStatus.LOST);
    assertThat(life.on("2024-02-28").band()).isEqualTo(Band.LOST);
  }

  @Test
  void aCaseThatIsResolvedLateIsToldOfAndHoldsNothingDown() {
    Story story = regular().complained("k").quiet(days(5)).wasSatisfied("k");
    Life life = Life.of(story, "2024-01-20");
    ServiceLevel last = life.levels.get(life.levels.size() - 1);
    assertThat(last.decidedMillis()).isEqualTo(story.millis());
    assertThat(last.revision()).isEqualTo(3);
    assertThat(last.reading().bound()).isNull();
    assertThat(life.lastRecord().serviceLevel().bound()).isNull();
  }

  @Test
  void aSilentCustomerIsNotUnbelievablyWellServed() {
    Story story = regular().recommendedUsTo("friend");
    story.states(Facts.conversion("r52", 1, story.millis() - DAY, story.millis() + HOUR));
    story.quiet(days(1)).bought();
    Life life = Life.of(story, "2024-06-01");
    assertThat(life.on("2024-01-07").serviceLevel().level()).isEqualTo(Level.UNBELIEVABLE);
    assertThat(life.lastRecord().status()).isEqualTo(LifeStatus.LOST);
    assertThat(life.lastRecord().serviceLevel().level()).isLessThan(Level.UNBELIEVABLE);
  }

  @Test
  void silenceIsProvisionalUntilLostAndTakenBackOnReturn() {
    Life lost = Life.of(regular(), "2024-06-01");
    assertThat(lost.levels)
        .extracting(ServiceLevel::feedbackId, ServiceLevel::revision, ServiceLevel::state)
        .containsExactly(
            tuple("silence:p51", 1L, ServiceLevel.State.PROVISIONAL),
            tuple("silence:p51", 2L, ServiceLevel.State.CONFIRMED));
    assertThat(lost.levels).allMatch(level -> level.reading().level() == Level.BASIC);
    assertThat(lost.on("2024-03-01").serviceLevel().provisional()).isTrue();
    assertThat(lost.lastRecord().serviceLevel().provisional()).isFalse();

    Life back = Life.of(regular().quiet(weeks(6)).bought(), "2024-03-01");
    assertThat(back.levels)
        .extracting(ServiceLevel::feedbackId, ServiceLevel::revision, ServiceLevel::state)
        .containsExactly(
            tuple("silence:p51", 1L, ServiceLevel.State.PROVISIONAL),
            tuple("silence:p51", 2L, ServiceLevel.State.WITHDRAWN));
    assertThat(back.levels.get(1).reading()).isNull();
    assertThat(back.on("2024-02-16").serviceLevel().provisional()).isTrue();
    // So late a return says nothing.
    assertThat(back.lastRecord().serviceLevel()).isNull();
  }
}
