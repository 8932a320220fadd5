package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardTest {

  @Test
  void theirEventsAreInTheHistoryInThisOrder() throws Exception {
    List<String> wanted = Card.all().stream().map(Card::transactionId).toList();
    List<String> found =
        History.read(Path.of("data/online_retail_ii.csv.gz")).withStagedContact().events().stream()
            .map(PastEvent::id)
            .filter(wanted::contains)
            .toList();
    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void theRegularWhoCameBackIsShownFromTheFirstAlarmOfThatSilence() {
    CameBack card = new CameBack();
    Scores before = Scores.of("14680").boughtOn(32, 10, "2010-09-06T12:09:00Z").mayLose("3455.2");
    List<ScoreRecord> life =
        List.of(
            Scores.of("14680").alarming().boughtOn(31, 10, "2010-08-18T10:00:00Z").get(),
            before.asOf("2010-10-10T00:00:00Z").looks("AT_RISK", "AT_RISK", 38.7).get(),
            before.asOf("2010-10-13T00:00:00Z").looks("AT_RISK", "AT_RISK", 30.1).get(),
            Scores.of("14680")
                .asOf("2010-10-14T11:52:00Z")
                .looks("HEALTHY", "ACTIVE", 76.5)
                .because("527021")
                .get());
    assertThat(card.lines(scores(life)))
        .containsExactly(
            "A regular who went silent and came back: customer 14680",
            "2010-10-10  at risk, score 38.7: buys about every 10 days, but not for 34 days;"
                + " GBP 3,455 may be lost in 90 days. Time to call.",
            "2010-10-14  back after 38 days: score 30.1 -> 76.5, AT_RISK -> HEALTHY.");
  }

  @Test
  void theReversedOrderSaysWhatItMovedAndWhatIsLeft() {
    Scores order = Scores.of("12346").asOf("2011-01-18T10:01:00Z").looks("HEALTHY", "ACTIVE", 76.8);
    List<ScoreRecord> life =
        List.of(
            Scores.of("12346").boughtOn(7, 32, "2010-06-28T13:53:00Z").spent("-5.5").get(),
            order.because("541431").spent("77183.6").get(),
            order.asOf("2011-01-18T10:17:00Z").because("C541433").spent("0").get());
    assertThat(new ReversedOrder().lines(scores(life)))
        .contains("An order that was reversed within 16 minutes: customer 12346")
        .anyMatch(line -> line.startsWith("ordered") && line.endsWith("GBP 77,183.60"))
        .anyMatch(line -> line.startsWith("reversed") && line.endsWith("GBP 0.00"))
        .anyMatch(line -> line.contains("by 0.0 points, and nothing of the order's money is left"))
        .anyMatch(line -> line.contains("after 204 days of silence"));
  }

  @Test
  void theGiftBuyerIsNotPraisedWhenThereWasAnAlarm() {
    Scores silence = Scores.of("17764").boughtOn(4, 117, "2011-05-12T10:00:00Z");
    ScoreRecord back = Scores.of("17764").asOf("2011-10-20T09:00:00Z").because("572023").get();
    assertThat(new GiftBuyer().lines(scores(List.of(silence.get(), back))))
        .anyMatch(line -> line.contains("back after 161 days"))
        .anyMatch(line -> line.contains("no alarm on any of them"));
    assertThat(new GiftBuyer().lines(scores(List.of(silence.alarming().get(), back))))
        .anyMatch(line -> line.contains("an alarm, too"));
  }

  private static Life scores(List<ScoreRecord> scores) {
    return new Life(scores, List.of());
  }
}
