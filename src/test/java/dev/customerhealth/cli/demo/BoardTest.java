package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final Instant LOOK_BACK = Instant.parse("2011-09-11T00:00:00Z");

  private final ScoreBoard board = new ScoreBoard(Set.of("an"), LOOK_BACK);

  @Test
  void everybodyIsCountedInTheBandOfTheLastRecord() {
    board.add(Scores.of("an").looks("HEALTHY", "ACTIVE", 80).get());
    board.add(Scores.of("binh").get());
    board.add(Scores.of("an").alarming().get());
    assertThat(board.customers()).isEqualTo(2);
    assertThat(board.inBand("HEALTHY")).isZero();
    assertThat(board.inBand("AT_RISK")).isEqualTo(1);
    assertThat(board.records()).isEqualTo(3);
    assertThat(board.life("an")).hasSize(2);
    assertThat(board.life("binh")).isEmpty();
  }

  @Test
  void theNewestAlarmIsTheLatestAndOfTwoTheDearer() {
    board.add(Scores.of("late").asOf("2011-09-12T00:00:00Z").alarming().mayLose("5").get());
    board.add(Scores.of("early").asOf("2011-09-10T00:00:00Z").alarming().mayLose("9").get());
    assertThat(board.newestAlarm()).map(ScoreRecord::customerId).contains("late");
    board.add(Scores.of("dear").asOf("2011-09-12T00:00:00Z").alarming().mayLose("6").get());
    assertThat(board.newestAlarm()).map(ScoreRecord::customerId).contains("dear");
  }

  @Test
  void whoIsStillAtRiskIsNoNewAlarm() {
    board.add(Scores.of("an").asOf("2011-09-10T00:00:00Z").alarming().get());
    board.add(Scores.of("binh").asOf("2011-09-11T00:00:00Z").alarming().get());
    board.add(Scores.of("an").asOf("2011-09-12T00:00:00Z").alarming().get());
    assertThat(board.newestAlarm()).map(ScoreRecord::customerId).contains("binh");
  }

  @Test
  void theCallListIsTheTenDearestOfThoseAtRisk() {
    board.add(Scores.of("calm").mayLose("1000").get());
    IntStream.range(0, 12)
        .forEach(i -> board.add(Scores.of("c" + i).alarming().mayLose("" + i).get()));
    CallList calls = CallList.of(board.current());
    assertThat(calls.customers())
        .extracting(ScoreRecord::customerId)
        .containsExactly("c11", "c10", "c9", "c8", "c7", "c6", "c5", "c4", "c3", "c2");
    assertThat(calls.lines(Set.of())).hasSize(12);
    assertThat(CallList.of(List.of()).lines(Set.of()))
        .containsExactly("Nobody needs a call today.");
  }

  @Test
  void warningsAreComparedWithWhatWasReallyBoughtAfterwards() {
    board.add(Scores.of("flagged-away").alarming().get());
    board.add(Scores.of("flagged-back").alarming().get());
    board.add(Scores.of("calm-away").get());
    board.add(Scores.of("calm-back").get());
    board.add(Scores.of("calm-returns").get());
    board.add(Scores.of("once").boughtOn(1, 30, "2011-09-01T00:00:00Z").get());
    board.add(Scores.of("lost").looks("LOST", "LOST", 3).get());
    board.add(Scores.of("calm-back").asOf("2011-10-01T00:00:00Z").alarming().get());
    History history =
        history(
            Past.bought("flagged-back", "2011-10-01T00:00:00Z", "1"),
            Past.bought("calm-back", "2011-12-10T00:00:00Z", "1"),
            Past.bought("calm-returns", "2011-10-01T00:00:00Z", "-1"),
            Past.bought("calm-away", "2011-12-10T00:00:01Z", "1"),
            Past.bought("calm-away", "2011-09-11T00:00:00Z", "1"));
    LookBack back = LookBack.of(board.earlier(), LOOK_BACK, history);
    assertThat(back).isEqualTo(new LookBack(LOOK_BACK, 90, 2, 1, 3, 2));
    assertThat(back.lines())
        .anyMatch(line -> line.contains("of 2 regulars who were at risk, 1 really bought nothing"))
        .anyMatch(line -> line.contains("of 3 regulars who were not, 2 bought nothing"));
  }

  @Test
  void theCallListMarksWhoseScoreKnowsSyntheticFeedback() {
    board.add(Scores.of("an").alarming().mayLose("2").get());
    board.add(Scores.of("binh").alarming().mayLose("1").get());
    CallList calls = CallList.of(board.current());
    assertThat(calls.lines(Set.of("binh")))
        .anyMatch(line -> line.contains(" an  "))
        .anyMatch(line -> line.contains(" binh* "))
        .anyMatch(line -> line.contains("* has synthetic feedback"));
    assertThat(calls.lines(Set.of("calm"))).noneMatch(line -> line.contains("*"));
  }

  @Test
  void whoWasGivenSyntheticFeedbackSaysNothingAboutTheWarnings() {
    board.add(Scores.of("real").alarming().get());
    board.add(Scores.of("made-up").alarming().get());
    History history =
        history(
            Past.bought("real", "2011-09-01T00:00:00Z", "1"),
            Past.said("made-up", "2011-09-02T00:00:00Z"));
    assertThat(history.syntheticCustomers()).containsExactly("made-up");
    assertThat(LookBack.of(board.earlier(), LOOK_BACK, history).flagged()).isEqualTo(1);
  }

  @Test
  void theLiveLineNamesTheNewestAlarmAndWhy() {
    board.add(Scores.of("an").alarming().boughtOn(9, 8, "2011-08-20T00:00:00Z").get());
    assertThat(LiveText.of(LOOK_BACK, 640, board))
        .isEqualTo(
            "2011-09-11 640 events/s | 1 customers: 0 healthy, 0 watch, 1 at risk, 0 new, 0 lost"
                + " | newest at risk: an buys about every 8 days, but not for 22 days");
  }

  private static History history(PastEvent... purchases) {
    return new History(Arrays.asList(purchases));
  }
}
