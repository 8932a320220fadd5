package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static dev.customerhealth.testing.Inputs.reservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.testing.NaiveScores;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Years of traffic through one subtask, compared with a naive computation. */
class ScoreCustomerLifeTest {

  private static final int DAYS = 900;
  private static final int FORGOTTEN = 1095;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void recordsDependOnTheEventsNotOnArrivalOrOnTheStepsOfTheWatermark(long seed) throws Exception {
    List<Envelope> events = Traffic.of(seed, 25, DAYS);
    long until = midnight(DAYS + 200);
    List<OutputMessage> expected =
        NaiveScores.of(
            events,
            ScoringSubtask.RULES,
            ScoringSubtask.REPORTS,
            ScoringSubtask.REFRESH_DAYS,
            Customer.NEVER,
            until);
    Map<String, List<Signal>> signals =
        perCustomer(
            NaiveScores.signals(
                events,
                ScoringSubtask.RULES,
                ScoringSubtask.REPORTS,
                ScoringSubtask.REFRESH_DAYS,
                until)
                .stream());
    assertThat(signals).hasSizeGreaterThan(10);
    long bound = 5 * DAY;
    Random steps = new Random(seed);
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      long newest = Long.MIN_VALUE;
      for (Envelope event : Traffic.disordered(events, bound, seed)) {
        subtask.arrives(event);
        newest = Math.max(newest, event.timeMillis());
        if (steps.nextInt(5) == 0) {
          subtask.timeComesTo(newest - bound);
        }
      }
      subtask.timeComesTo(until);
      assertSame(subtask.outputs(), expected);
      assertThat(signals(subtask)).isEqualTo(signals);
      assertAccounted(subtask, events.size());
    }
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      Collections.shuffle(events, new Random(seed));
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(until);
      assertSame(subtask.outputs(), expected);
      assertThat(signals(subtask)).isEqualTo(signals);
      assertAccounted(subtask, events.size());
    }
  }

  private static Map<String, List<Signal>> signals(ScoringSubtask subtask) {
    assertThat(subtask.signals())
        .allMatch(record -> record.getTimestamp() == record.getValue().timeMillis());
    return perCustomer(subtask.signals().stream().map(StreamRecord::getValue));
  }

  private static Map<String, List<Signal>> perCustomer(Stream<Signal> signals) {
    return signals.collect(
        Collectors.groupingBy(Signal::customerId, TreeMap::new, Collectors.toList()));
  }

  private static void assertSame(List<OutputMessage> outputs, List<OutputMessage> expected) {
    for (Topic topic : List.of(Topic.SCORES, Topic.SERVICE_LEVELS)) {
      assertThat(Records.perKey(topic, outputs))
          .isNotEmpty()
          .isEqualTo(Records.perKey(topic, expected));
    }
  }

  /** Without the watermark's protection order does matter, but nothing is lost. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void howeverLateEveryEventIsAccountedFor(long seed) throws Exception {
    List<Envelope> events = Traffic.of(seed, 25, 2000);
    Collections.shuffle(events, new Random(seed));
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      for (Envelope event : events) {
        subtask.timeComesTo(event.timeMillis());
        subtask.arrives(event);
      }
      subtask.timeComesTo(midnight(2000));
      assertAccounted(subtask, events.size());
      assertThat(subtask.count(Account.Entry.LATE))
          .isPositive()
          .isEqualTo(subtask.returned().size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aCustomerHasAtMostTwoTimersArmed(long seed) throws Exception {
    List<Envelope> events =
        Traffic.of(seed, 1, 3000).stream().filter(e -> e.customerId().equals("c0")).toList();
    Random random = new Random(seed);
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(500, null)) {
      long time = Long.MIN_VALUE;
      for (Envelope event : Traffic.disordered(events, 60 * DAY, seed)) {
        subtask.arrives(event);
        assertThat(subtask.timers()).isLessThanOrEqualTo(2);
        if (random.nextInt(6) == 0) {
          time = Math.max(time, event.timeMillis() - random.nextLong(90 * DAY));
          subtask.timeComesTo(time);
          assertThat(subtask.timers()).isLessThanOrEqualTo(2);
        }
      }
    }
  }

  @Test
  void eventsThatArriveBackwardsArmNoMoreTimers() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(0, null)) {
      for (int day = 50; day > 0; day--) {
        subtask.arrives(purchase("an", noon(day), "p" + day, "10"));
      }
      assertThat(subtask.timers()).isEqualTo(1);
      subtask.timeComesTo(noon(25));
      assertThat(subtask.timers()).isEqualTo(2);
      subtask.timeComesTo(noon(50));
      assertThat(subtask.timers()).isEqualTo(1);
      assertThat(subtask.count(Account.Entry.USED)).isEqualTo(50);
    }
  }

  @Test
  void aWaitingEventKeepsTheTimerThatItSharesWithTheNextLook() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(0, null)) {
      subtask.arrives(reservation("an", noon(1), "v1"), purchase("an", midnight(401), "p2", "10"));
      subtask.timeComesTo(noon(1));
      assertThat(subtask.timers()).as("one for both").isEqualTo(1);
      subtask.arrives(purchase("an", noon(5), "p1", "10"));
      subtask.timeComesTo(noon(5));
      subtask.timeComesTo(midnight(401) - 1);
      subtask.timeComesTo(midnight(401));
      assertThat(subtask.count(Account.Entry.USED)).isEqualTo(3);
    }
  }

  @Test
  void aForgottenCustomerLeavesTombstonesAndNothingElse() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(purchase("an", noon(1), "p1", "10"), purchase("an", noon(30), "p2", "10"));
      subtask.timeComesTo(midnight(30 + FORGOTTEN) - 1);
      assertThat(subtask.stateEntries()).isEqualTo(1);
      assertThat(subtask.timers()).isEqualTo(1);
      int before = subtask.outputs().size();

      subtask.timeComesTo(midnight(30 + FORGOTTEN));

      assertThat(subtask.stateEntries()).isZero();
      assertThat(subtask.timers()).isZero();
      assertThat(subtask.outputs().subList(before, subtask.outputs().size()))
          .allMatch(message -> message.value() == null && message.key().equals("an"))
          .allMatch(message -> message.timeMillis() == midnight(30 + FORGOTTEN))
          .extracting(message -> message.topic())
          .containsExactly(Topic.SCORES, Topic.SCORES_FLAT, Topic.SCORES_SHADOW);
    }
  }

  @Test
  void afterYearsOfTrafficAndTheReachOfMemoryNothingIsLeft() throws Exception {
    List<Envelope> events = Traffic.of(7, 40, DAYS);
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      Collections.shuffle(events, new Random(7));
      for (Envelope event : events) {
        subtask.arrives(event);
      }
      for (int day = 0; day <= DAYS + FORGOTTEN; day += 50) {
        subtask.timeComesTo(midnight(day));
      }
      subtask.timeComesTo(midnight(DAYS + FORGOTTEN));
      assertThat(subtask.stateEntries()).isZero();
      assertThat(subtask.timers()).isZero();
      assertThat(Records.perKey(Topic.SCORES, subtask.outputs()).values())
          .allMatch(records -> records.get(records.size() - 1).equals(Records.TOMBSTONE));
    }
  }

  @Test
  void whoReturnsAfterBeingForgottenBeginsAnew() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(0, null)) {
      subtask.arrives(
          purchase("an", noon(1), "p1", "10"),
          purchase("an", noon(1 + FORGOTTEN + 5), "p2", "10"),
          purchase("an", noon(1 + FORGOTTEN + 6), "p3", "10"));
      subtask.timeComesTo(noon(1 + FORGOTTEN + 5));
      List<String> records = Records.perKey(Topic.SCORES, subtask.outputs()).get("an");
      assertThat(records.get(records.size() - 2)).isEqualTo(Records.TOMBSTONE);
      assertThat(Records.json(records.get(records.size() - 1)).get("revision").asInt())
          .isEqualTo(1);
      assertThat(subtask.timers()).isEqualTo(2);
      subtask.timeComesTo(noon(1 + FORGOTTEN + 6));
      assertThat(subtask.count(Account.Entry.USED)).isEqualTo(3);
    }
  }

  @Test
  void aMemoryThatIsAlreadyOverIsForgottenAtOnce() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.timeComesTo(midnight(2 * FORGOTTEN));
      subtask.arrives(purchase("an", noon(1), "p1", "10"));
      assertThat(subtask.stateEntries()).isZero();
      assertThat(subtask.timers()).isZero();
      assertThat(subtask.count(Account.Entry.USED)).isEqualTo(1);
    }
  }

  private static void assertAccounted(ScoringSubtask subtask, int events) {
    long sum =
        subtask.count(Account.Entry.USED)
            + subtask.count(Account.Entry.DUPLICATES)
            + subtask.count(Account.Entry.LATE)
            + subtask.count(Account.Entry.REJECTED);
    assertThat(sum).isEqualTo(events);
  }
}
