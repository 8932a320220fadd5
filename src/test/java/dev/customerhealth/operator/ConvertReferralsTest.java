package dev.customerhealth.operator;

import static dev.customerhealth.domain.referral.ReferralNote.bought;
import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.RulesTopic.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.codec.ConversionBytes;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.referral.SeenPeriod;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.testing.ScoringSubtask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertReferralsTest {

  private static final int WINDOW_DAYS = 365;
  private static final int FORGET_AFTER_DAYS = 1095;

  private KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope>
      subtask;

  @BeforeEach
  void start() throws Exception {
    subtask = subtask(1, 0);
    subtask.open();
  }

  @AfterEach
  void stop() throws Exception {
    subtask.close();
  }

  @Test
  void theReferrerIsToldBeforeTimePassesTheFirstPurchase() throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(3)), bought("binh", noon(5)));
    timeComesTo(noon(3) - 1);
    assertThat(told()).isEmpty();
    timeComesTo(noon(4));

    assertThat(told())
        .containsExactly(Conversion.of("an", noon(3), "r1", "binh", noon(1), true, 1));
    List<Object> output = new ArrayList<>(subtask.getOutput());
    int conversion = output.indexOf(subtask.extractOutputStreamRecords().get(0));
    assertThat(conversion).isLessThan(output.indexOf(new Watermark(noon(4))));
  }

  @Test
  void theWindowIsThatOfTheRulesInForceAtTheFirstPurchase() throws Exception {
    String yaml =
        "version: short\nsegments: {default: {}}\nexperience: {referrals: {windowDays: 10}}";
    subtask.processElement2(new StreamRecord<>(change(1, noon(30), false, yaml)));
    arrives(
        named("an", noon(1), "r1", "binh"),
        named("an", noon(1), "r2", "chi"),
        named("an", noon(20), "r3", "dung"),
        bought("binh", noon(30) - 1),
        bought("chi", noon(30)),
        bought("dung", noon(30)));
    timeComesTo(noon(31));
    assertThat(told()).extracting(Conversion::referralId).containsExactlyInAnyOrder("r1", "r3");
  }

  @Test
  void toNameWhoStandsForNobodyIsToNameNobody() throws Exception {
    String yaml = "version: guests\nsegments: {default: {}}\nhotKeys: {exclude: [GUEST, WEB]}";
    subtask.processElement2(new StreamRecord<>(change(1, noon(10), false, yaml)));
    arrives(
        named("an", noon(9), "r1", "GUEST"),
        named("WEB", noon(10), "r2", "binh"),
        named("WEB", noon(9), "r3", "chi"),
        named("an", noon(10), "r4", "WEB"),
        bought("GUEST", noon(20)),
        bought("binh", noon(20)),
        bought("chi", noon(20)),
        bought("WEB", noon(20)));
    timeComesTo(noon(21));
    assertThat(told()).extracting(Conversion::referralId).containsExactlyInAnyOrder("r3");
  }

  @Test
  void oneReferralConvertsAndOnlyOnce() throws Exception {
    arrives(
        named("chi", noon(2), "r2", "binh"),
        named("an", noon(1), "r1", "binh"),
        named("an", noon(1), "r1", "binh"),
        bought("binh", noon(3)));
    timeComesTo(noon(4));
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(9)), bought("binh", noon(3)));
    timeComesTo(noon(20));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1");
  }

  @Test
  void aReferralOfACustomerConvertsNobody() throws Exception {
    arrives(bought("binh", noon(1)), named("an", noon(1), "r0", "binh"));
    timeComesTo(noon(1));
    arrives(named("an", noon(2), "r1", "binh"), bought("binh", noon(3)));
    timeComesTo(noon(10));
    assertThat(told()).isEmpty();
  }

  @Test
  void theWindowEndsWithItsLastMillisecond() throws Exception {
    arrives(named("an", noon(0), "r1", "binh"), bought("binh", noon(WINDOW_DAYS)));
    arrives(named("an", noon(0), "r2", "chi"), bought("chi", noon(WINDOW_DAYS) + 1));
    timeComesTo(noon(WINDOW_DAYS + 1));
    assertThat(told()).extracting(Conversion::referredCustomerId).containsExactly("binh");
  }

  @Test
  void inACircleOnlyTheFirstWordCounts() throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), named("binh", noon(2), "r2", "an"));
    arrives(bought("an", noon(3)), bought("binh", noon(4)));
    timeComesTo(noon(5));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1");
  }

  @Test
  void aLatePurchaseTakesTheConversionBack() throws Exception {
    arrives(named("an", noon(2), "r1", "binh"), bought("binh", noon(3)));
    timeComesTo(noon(4));
    arrives(bought("binh", noon(1)));
    assertThat(told())
        .containsExactly(
            Conversion.of("an", noon(3), "r1", "binh", noon(2), true, 1),
            Conversion.of("an", noon(3), "r1", "binh", noon(2), false, 2));
  }

  @Test
  void aLateReferralGivesItToWhomItBelongs() throws Exception {
    arrives(named("an", noon(2), "r1", "binh"), bought("binh", noon(3)));
    timeComesTo(noon(4));
    arrives(named("chi", noon(1), "r2", "binh"));
    assertThat(told())
        .extracting(Conversion::customerId, Conversion::converted, Conversion::id)
        .containsExactly(
            tuple("an", true, "r1/1"), tuple("an", false, "r1/2"), tuple("chi", true, "r2/3"));
  }

  @Test
  void aLateReferralOfAKnownBuyerConvertsAtOnce() throws Exception {
    arrives(bought("binh", noon(3)));
    timeComesTo(noon(4));
    arrives(named("an", noon(2), "r1", "binh"));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1");
  }

  @Test
  void aCircleThatIsKnownLateTakesTheConversionBack() throws Exception {
    arrives(named("an", noon(2), "r1", "binh"), bought("binh", noon(3)));
    timeComesTo(noon(4));
    arrives(named("binh", noon(1), "r2", "an"));
    assertThat(told()).extracting(Conversion::converted).containsExactly(true, false);
  }

  @Test
  void anEarlierPurchaseMovesTheTimer() throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(9)));
    int timers = subtask.numEventTimeTimers();
    arrives(bought("binh", noon(5)));
    assertThat(subtask.numEventTimeTimers()).isEqualTo(timers);
    timeComesTo(noon(6));
    assertThat(told()).extracting(Conversion::timeMillis).containsExactly(noon(5));
  }

  @Test
  void whoWasNeverNamedHasOneValueAndOneTimer() throws Exception {
    arrives(bought("binh", noon(9)), bought("binh", noon(5)), bought("binh", noon(700)));
    assertThat(subtask.numEventTimeTimers()).isEqualTo(1);
    assertThat(subtask.numKeyedStateEntries()).isEqualTo(1);
    timeComesTo(noon(701));
    assertThat(subtask.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void stateAndTimersAreGoneAfterTheTimeOfForgettingAndNotBefore() throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(3)), bought("chi", noon(4)));
    arrives(named("binh", noon(5), "r2", "chi"));
    timeComesTo(noon(3 + FORGET_AFTER_DAYS));
    assertThat(subtask.numKeyedStateEntries()).isEqualTo(5);
    timeComesTo(noon(5 + FORGET_AFTER_DAYS + SeenPeriod.DAYS));
    assertThat(subtask.numKeyedStateEntries()).isZero();
    assertThat(subtask.numEventTimeTimers()).isZero();
    assertThat(told()).hasSize(1);
  }

  @Test
  void forgettingIsPutOffWhileTheCustomerComes() throws Exception {
    for (int day = 0; day <= 2000; day += 100) {
      arrives(bought("binh", noon(day)));
      timeComesTo(noon(day));
    }
    arrives(named("an", noon(2001), "r1", "binh"), bought("binh", noon(2002)));
    timeComesTo(noon(2003));
    assertThat(told()).isEmpty();
    timeComesTo(noon(2001 + FORGET_AFTER_DAYS + SeenPeriod.DAYS));
    assertThat(subtask.numKeyedStateEntries()).isZero();
    assertThat(subtask.numEventTimeTimers()).isZero();
  }

  @Test
  void whoIsForgottenMayBeWonAgain() throws Exception {
    int later = FORGET_AFTER_DAYS + SeenPeriod.DAYS + 10;
    arrives(bought("binh", noon(1)));
    timeComesTo(noon(later));
    arrives(named("an", noon(later + 1), "r1", "binh"), bought("binh", noon(later + 2)));
    timeComesTo(noon(later + 3));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1");
  }

  @Test
  void whatComesTooLateEvenForMemoryLeavesNothingBehind() throws Exception {
    timeComesTo(noon(5000));
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(2)));
    assertThat(told()).hasSize(1);
    timeComesTo(noon(5001));
    assertThat(subtask.numKeyedStateEntries()).isZero();
    assertThat(subtask.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inAnyOrderWithinTheBoundTheSameIsTold(long seed) throws Exception {
    List<ReferralNote> notes = notes(seed);
    run(subtask, notes, 0);
    List<Conversion> inOrder = told();
    assertThat(inOrder).hasSizeGreaterThan(20).allMatch(Conversion::converted);

    try (var other = subtask(1, 0)) {
      other.open();
      run(other, disordered(notes, seed), BOUND);
      assertThat(sorted(told(other))).as("seed %s", seed).isEqualTo(sorted(inOrder));
    }
  }

  @Test
  void aRestoredJobGoesOnAsIfNothingHadHappenedAlsoWithTwoSubtasksAndOnRocksDb() throws Exception {
    List<ReferralNote> arriving = disordered(notes(7), 7);
    int half = arriving.size() / 2;
    run(subtask, arriving, BOUND);
    List<Conversion> uninterrupted = told();

    for (boolean rocks : new boolean[] {false, true}) {
      List<Conversion> told = new ArrayList<>();
      OperatorSubtaskState snapshot;
      try (var first = subtask(1, 0)) {
        use(first, rocks);
        first.open();
        pass(first, arriving.subList(0, half), BOUND);
        snapshot = first.snapshot(1, 1);
        told.addAll(told(first));
      }
      for (int index = 0; index < 2; index++) {
        try (var next = subtask(2, index)) {
          use(next, rocks);
          next.setup();
          next.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  AbstractStreamOperatorTestHarness.repackageState(snapshot),
                  ScoringSubtask.MAX_PARALLELISM,
                  1,
                  2,
                  index));
          next.open();
          run(next, ofSubtask(index, arriving.subList(half, arriving.size())), BOUND);
          told.addAll(told(next));
        }
      }
      assertThat(sorted(told)).as("rocks %s", rocks).isEqualTo(sorted(uninterrupted));
      assertThat(told).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTheErasedNothingIsLeftButThatAndItGoesAfter400Days(boolean late) throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), bought("an", noon(2)), bought("an", noon(900)));
    arrives(named("binh", noon(3), "r2", "chi"), named("binh", noon(3), "r3", "dung"));
    int others = 2;
    if (late) {
      timeComesTo(noon(1000));
    }
    arrives(erased("binh", noon(950)), erased("an", noon(950)));
    timeComesTo(noon(1000));

    // One value and one timer each: chi, dung, and the two who were erased.
    assertThat(subtask.numKeyedStateEntries()).isEqualTo(others + 2);
    assertThat(subtask.numEventTimeTimers()).isEqualTo(others + 2);
    arrives(named("an", noon(5), "r9", "binh").get(0), bought("binh", noon(6)));
    timeComesTo(noon(1001));
    assertThat(told()).isEmpty();
    assertThat(subtask.numKeyedStateEntries()).isEqualTo(others + 2);
    timeComesTo(noon(950 + 401));
    assertThat(subtask.numKeyedStateEntries()).isLessThanOrEqualTo(others);
    timeComesTo(noon(3000));
    assertThat(subtask.numKeyedStateEntries()).isZero();
    assertThat(subtask.numEventTimeTimers()).isZero();
  }

  @Test
  void whatConvertedBeforeTheErasureIsStillToldAndWhatIsNamedAfterConvertsAnew() throws Exception {
    arrives(named("an", noon(1), "r1", "binh"), bought("binh", noon(3)), erased("binh", noon(4)));
    timeComesTo(noon(5));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1");
    arrives(named("an", noon(6), "r2", "binh"), bought("binh", noon(7)));
    timeComesTo(noon(8));
    assertThat(told()).extracting(Conversion::id).containsExactly("r1/1", "r2/1");
  }

  private static ReferralNote erased(String person, long timeMillis) {
    return ReferralNote.erased(person, timeMillis);
  }

  private static final long BOUND = 5 * DAY;
  private static final int DAYS = 900;

  /** In time order. */
  private static List<ReferralNote> notes(long seed) {
    Random random = new Random(seed);
    List<ReferralNote> notes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String person = "c" + random.nextInt(150);
      String other = "c" + random.nextInt(150);
      long time = midnight(random.nextInt(DAYS)) + random.nextLong(DAY);
      if (random.nextInt(3) > 0) {
        notes.add(bought(person, time));
      } else if (!person.equals(other)) {
        notes.addAll(
            ReferralNote.of(
                new Referral(person, time / 2 + midnight(0) / 2, "r" + i, other, null)));
      }
    }
    notes.sort(Comparator.comparingLong(ReferralNote::timeMillis));
    return notes;
  }

  private static List<ReferralNote> disordered(List<ReferralNote> notes, long seed) {
    Random random = new Random(seed);
    record Arrival(ReferralNote note, long atMillis) {}
    return notes.stream()
        .map(note -> new Arrival(note, note.timeMillis() + random.nextLong(BOUND)))
        .sorted(Comparator.comparingLong(Arrival::atMillis))
        .map(Arrival::note)
        .toList();
  }

  private static void run(
      KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope> on,
      List<ReferralNote> notes,
      long bound)
      throws Exception {
    pass(on, notes, bound);
    on.processWatermark1(new Watermark(midnight(DAYS + 1)));
  }

  private static void pass(
      KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope> on,
      List<ReferralNote> notes,
      long bound)
      throws Exception {
    long newest = Long.MIN_VALUE;
    for (ReferralNote note : notes) {
      on.processElement1(new StreamRecord<>(note, note.timeMillis()));
      if (note.timeMillis() > newest) {
        newest = note.timeMillis();
        on.processWatermark1(new Watermark(newest - bound - 1));
      }
    }
  }

  private static List<ReferralNote> ofSubtask(int index, List<ReferralNote> notes) {
    return notes.stream()
        .filter(
            note ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        note.person(), ScoringSubtask.MAX_PARALLELISM, 2)
                    == index)
        .toList();
  }

  private static void use(
      KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope> on,
      boolean rocks) {
    if (rocks) {
      on.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope>
      subtask(int parallelism, int index) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new BesideRules<>(new ConvertReferrals(StartingRules.of(ScoringSubtask.RULES, false))),
        ReferralNote::person,
        null,
        BasicTypeInfo.STRING_TYPE_INFO,
        ScoringSubtask.MAX_PARALLELISM,
        parallelism,
        index);
  }

  private static List<ReferralNote> named(
      String referrer, long timeMillis, String id, String referred) {
    return ReferralNote.of(new Referral(referrer, timeMillis, id, referred, null));
  }

  /** Notes, and lists of notes. */
  private void arrives(Object... arriving) throws Exception {
    List<?> notes =
        Stream.of(arriving)
            .flatMap(each -> each instanceof List<?> list ? list.stream() : Stream.of(each))
            .toList();
    for (Object note : notes) {
      ReferralNote one = (ReferralNote) note;
      subtask.processElement1(new StreamRecord<>(one, one.timeMillis()));
    }
  }

  private void timeComesTo(long watermarkMillis) throws Exception {
    subtask.processWatermark1(new Watermark(watermarkMillis));
  }

  private List<Conversion> told() {
    return told(subtask);
  }

  private static List<Conversion> told(
      KeyedTwoInputStreamOperatorTestHarness<String, ReferralNote, RulesChange, Envelope> from) {
    return from.extractOutputValues().stream().map(ConversionBytes::conversion).toList();
  }

  private static List<Conversion> sorted(List<Conversion> conversions) {
    List<Conversion> sorted = new ArrayList<>(conversions);
    Collections.sort(sorted, Comparator.comparing(Conversion::id));
    return sorted;
  }
}
