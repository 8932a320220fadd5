package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.customer.Absence;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.CustomerTimeline;
import dev.customerhealth.domain.customer.EventIds;
import dev.customerhealth.domain.customer.Life;
import dev.customerhealth.domain.customer.ProfileFacts;
import dev.customerhealth.domain.customer.RandomLives;
import dev.customerhealth.domain.customer.Signalled;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.Occasion;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.ledger.SpanTotal;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Points;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreOverride;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerBytesTest {

  private static final Rules RULES = TestRules.withDollars();
  private static final long T = 1_700_000_000_000L;
  private static final long DAY = RandomLives.DAY;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCustomerReadBackIsTheSameAndLivesOnTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      List<CustomerEvent> events = RandomLives.next(random);
      Life kept = new Life("c", RULES, 7, Customer.NEVER);
      Told told = new Told();
      CustomerTimeline timeline = new CustomerTimeline(RULES, 7, Customer.NEVER);
      Customer restored = new Customer();
      for (CustomerEvent event : events) {
        kept.meet(event);
        restored = passed(timeline, restored, event.timeMillis() - 1, told);
        timeline.apply(restored, "c", event, told);
        byte[] bytes = bytes(restored);
        restored = read(bytes);
        assertThat(bytes(restored)).as("seed %s round %s", seed, round).isEqualTo(bytes);
      }
      long later = events.get(events.size() - 1).timeMillis() + 600 * DAY;
      kept.passTo(later);
      passed(timeline, restored, later, told);
      assertThat(told.life.texts()).as("seed %s round %s", seed, round).isEqualTo(kept.texts());
    }
  }

  private static Customer passed(
      CustomerTimeline timeline, Customer customer, long until, Told told) {
    return timeline.passTime(customer, "c", until, told) ? customer : new Customer();
  }

  /** Keeps what is said by a timeline that lives elsewhere. */
  private static final class Told implements dev.customerhealth.domain.customer.Publisher {
    final Life life = new Life("c", RULES, 7, Customer.NEVER);

    @Override
    public void score(HealthScore score, Weight weight, boolean isFinal) {
      life.score(score, weight, isFinal);
    }

    @Override
    public void level(ServiceLevel level) {
      life.level(level);
    }

    @Override
    public void standing(StandingShare share) {
      life.standing(share);
    }

    @Override
    public void signal(Signal signal) {
      life.signal(signal);
    }

    @Override
    public void purchase(LaterPurchase purchase) {
      life.purchase(purchase);
    }

    @Override
    public void withdrawLevel(String key, long atMillis) {
      life.withdrawLevel(key, atMillis);
    }

    @Override
    public void withdraw(String customerId, long atMillis) {
      life.withdraw(customerId, atMillis);
    }
  }

  @Test
  void aCustomerOfWhomNothingIsKnownTakesFewBytes() throws IOException {
    byte[] bytes = bytes(new Customer());
    assertThat(bytes).hasSizeLessThan(40);
    Customer read = read(bytes);
    assertThat(read.isUnknown()).isTrue();
    assertThat(read.nearTimer).isEqualTo(Customer.NEVER);
    assertThat(read.farTimer).isEqualTo(Customer.NEVER);
    assertThat(read.dueMillis).isEqualTo(Customer.NEVER);
    assertThat(read.lastEventDay).isEqualTo(Integer.MIN_VALUE);
    assertThat(read.profile).isNull();
    assertThat(read.last).isNull();
    assertThat(read.lastStore).isNull();
    assertThat(read.droppedOccurrence).isNull();
    assertThat(bytes(read)).isEqualTo(bytes);
  }

  @Test
  void everyFieldComesBack() throws IOException {
    assertIsEverything(read(bytes(everything())));
    assertIsEveryExperience(read(bytes(everything())));
  }

  @Test
  void aValueWrittenByVersionOneIsReadToday() throws IOException {
    assertIsEverything(read(HexFormat.of().parseHex(resource("customer-v1.hex"))));
  }

  /** Written before experiences were kept: there is none, and the next silence has no name yet. */
  @Test
  void aCustomerOfVersionOneLivesOn() throws IOException {
    Customer old = read(HexFormat.of().parseHex(resource("customer-v1.hex")));
    assertThat(old.experience.isEmpty()).isTrue();
    assertThat(old.lastOccurrenceId).isNull();
    Told told = new Told();
    new CustomerTimeline(RULES, 0, Customer.NEVER)
        .apply(old, "c", Facts.feedback("f1", T + 13 * DAY, 1, null), told);
    assertThat(told.life.levels).hasSize(1);
    assertThat(read(bytes(old)).experience.occasions).hasSize(1);
  }

  @Test
  void aValueWrittenByVersionTwoIsReadToday() throws IOException {
    Customer read = read(HexFormat.of().parseHex(resource("customer-v2.hex")));
    assertIsEverything(read);
    assertIsEveryExperience(read);
  }

  /**
   * Equal bytes as long as version 2 is the newest; a new version deletes this test, not those
   * above.
   */
  @Test
  void versionTwoIsStillWrittenAsItWas() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(everything())))
        .isEqualTo(resource("customer-v2.hex"));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 3, 127, -1})
  void aVersionThatIsNotKnownIsNamed(byte version) throws IOException {
    byte[] bytes = bytes(everything());
    bytes[0] = version;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("Customer state of version " + version + "; this program reads 1 to 2");
  }

  @Test
  void theFrozenScoreOfALostCustomerComesBack() throws IOException {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    for (int week = 0; week < 30; week++) {
      life.meet(Facts.purchase("p" + week, T + week * 7 * DAY, "20"));
    }
    life.passTo(T + 400 * DAY);
    LastScore last = life.customer().last;
    assertThat(last.status()).isEqualTo(LifeStatus.LOST);
    assertThat(last.frozen()).isNotNull();
    assertThat(read(bytes(life.customer())).last).isEqualTo(last);
  }

  @Test
  void ofAnErasedCustomerNothingIsLeftButTheErasureAndTheTimers() throws IOException {
    Customer customer = everything();
    new CustomerTimeline(RULES, 0, Customer.NEVER)
        .apply(customer, "c", Facts.action("e1", T + 40 * DAY, CrmAction.Kind.ERASE), new Told());
    Customer fresh = new Customer();
    fresh.nearTimer = customer.nearTimer;
    fresh.farTimer = customer.farTimer;
    fresh.dueMillis = customer.dueMillis;
    fresh.erasedMillis = T + 40 * DAY;
    fresh.erasedBy = EventIds.hash(EventType.ACTION, "e1");
    assertThat(customer).usingRecursiveComparison().isEqualTo(fresh);
    assertThat(bytes(customer)).isEqualTo(bytes(fresh)).hasSizeLessThan(60);
  }

  @Test
  void aCopyIsEqualAndItsOwn() throws IOException {
    Customer original = everything();
    byte[] before = bytes(original);
    Customer copy = CustomerSerializer.INSTANCE.copy(original);
    assertThat(bytes(copy)).isEqualTo(before);
    new CustomerTimeline(RULES, 0, Customer.NEVER)
        .apply(copy, "c", Facts.purchase("more", T + 60 * DAY, "1"), new Told());
    assertThat(bytes(copy)).isNotEqualTo(before);
    assertThat(bytes(original)).isEqualTo(before);
  }

  /** Nothing in it is a default, and every optional part is there. */
  private static Customer everything() {
    Customer customer = new Customer();
    CustomerTimeline timeline = new CustomerTimeline(RULES, 0, Customer.NEVER);
    Told told = new Told();
    timeline.apply(customer, "c", Facts.profile(T, null, null, null), told);
    timeline.apply(
        customer, "c", Facts.purchase("p1", T + DAY, "12.34", "GBP", 5, "teas", null), told);
    timeline.apply(customer, "c", Facts.purchase("p2", T + 9 * DAY, null), told);
    timeline.apply(
        customer, "c", Facts.purchase("p3", T + 9 * DAY + 1, "3", "XYZ", 1, "cups", null), told);
    timeline.apply(customer, "c", Facts.purchase("z1", T + 10 * DAY, "0"), told);
    timeline.apply(
        customer,
        "c",
        Facts.visit("v1", T + 11 * DAY, dev.customerhealth.domain.Visit.Kind.CAME),
        told);
    timeline.apply(
        customer, "c", Facts.purchase("r1", T + 12 * DAY, "-4", "GBP", -1, "teas", "p0"), told);
    customer.profile =
        new ProfileFacts(
            T, "retail", "GBP", "Hà Nội", "mai", Profile.ContactChannel.ZALO, true, false);
    customer.lastStore = "Huế";
    customer.basis = RhythmBasis.EITHER;
    customer.droppedOccurrence = 19_000;
    customer.wonBackPurchases = 2;
    customer.wonBackDay = 19_680;
    customer.nearTimer = T + 13 * DAY;
    customer.farTimer = T + 14 * DAY;
    customer.dueMillis = T + 15 * DAY;
    customer.last = lastScore();
    customer.lastOccurrenceId = "p3";
    customer.lastOccurrenceMillis = T + 9 * DAY + 1;
    tellEverything(customer.experience);
    signalEverything(customer.signalled);
    customer.override = OVERRIDE;
    customer.erasedMillis = T;
    customer.erasedBy = 77;
    return customer;
  }

  private static void tellEverything(Experience experience) {
    experience.said = LatentSums.empty(180).plus(Cue.of(CueCode.PRAISE, 4.8, .8, 1), T + DAY);
    experience.advocacy = LatentSums.empty(90).plus(Cue.of(CueCode.NPS, .9, 1, 1), T + DAY);
    experience.note(
        new Occasion(
            T + DAY, Level.TERRIBLE, CueCode.PUBLIC_SHAMING, true, Occasion.Intent.LEAVING, "k1"));
    experience.note(new Occasion(T + 2 * DAY, null, null, false, Occasion.Intent.STAYING, null));
    CaseFile file = new CaseFile("k1");
    file.add(Facts.step("k1", T + DAY, CaseUpdate.Status.OPENED, true, T + 2 * DAY));
    file.add(Facts.step("k1", T + 3 * DAY, CaseUpdate.Status.RESOLVED));
    file.told = told();
    experience.cases.add(file);
    ReferralFile referral = new ReferralFile("r1", T + DAY, "friend");
    referral.channel = "zalo";
    referral.convertedMillis = T + 2 * DAY;
    referral.conversionRevision = 3;
    referral.told = told();
    experience.referrals.add(referral);
    experience.silence = SILENCE;
    experience.saidMillis = T + 3 * DAY;
  }

  private static void signalEverything(Signalled signalled) {
    signalled.absence = Absence.CALL;
    signalled.absentSinceDay = 19_700;
    signalled.spend.put(SpanTotal.ALL_LINES, SpendStage.WATCH);
    signalled.spend.put(1, SpendStage.CALL);
    signalled.levels.clear();
    signalled.levels.add(new Signalled.Rated(T + DAY, Level.DESIRED));
    signalled.levels.add(new Signalled.Rated(T + 2 * DAY, Level.BASIC));
    signalled.letDown = true;
    signalled.fell = true;
    signalled.complaints.put("k1", true);
    signalled.complaints.put("k2", false);
    signalled.shamedMillis = T + DAY;
    signalled.shamedCaseId = "k1";
    signalled.leavingMillis = T + 2 * DAY;
    signalled.hurtMillis = T + 3 * DAY;
    signalled.followedDay = 19_790;
    signalled.begunMillis = T + 3 * DAY;
  }

  private static final ScoreOverride OVERRIDE =
      new ScoreOverride(905, T + DAY, T + 30 * DAY, "mai", "knows better");

  private static final Silence SILENCE =
      new Silence("p3", 19_700, 2, ServiceLevel.State.CONFIRMED, 19_750, 19_800);

  private static dev.customerhealth.domain.experience.Told told() {
    return new dev.customerhealth.domain.experience.Told(
        2,
        Level.BASIC,
        List.of(new TimedCue(Cue.of(CueCode.COMPLAINT_CASE, 1.2, .5, 1), T + DAY)),
        true,
        new ServiceLevel.Setting("hotline", Feedback.Stage.AFTER_SALE, "mai", "Huế", "o1", "k1"));
  }

  private static void assertIsEveryExperience(Customer read) {
    assertThat(read.override).isEqualTo(OVERRIDE);
    assertThat(read.erasedMillis).isEqualTo(T);
    assertThat(read.erasedBy).isEqualTo(77);
    assertThat(read.lastOccurrenceId).isEqualTo("p3");
    assertThat(read.lastOccurrenceMillis).isEqualTo(T + 9 * DAY + 1);
    Experience expected = new Experience();
    tellEverything(expected);
    assertThat(read.experience).usingRecursiveComparison().isEqualTo(expected);
    Signalled signalled = new Signalled();
    signalEverything(signalled);
    assertThat(read.signalled).usingRecursiveComparison().isEqualTo(signalled);
  }

  private static LastScore lastScore() {
    Score frozen =
        new Score(
            250,
            List.of(
                new ComponentScore("RETURN", .3, 1.0, 300),
                new ComponentScore("LEAVING", null, null, -50)),
            List.of(Cap.Name.TERRIBLE, Cap.Name.LEAVING),
            .35);
    return new LastScore(
        77,
        T + 12 * DAY,
        250,
        Points.of(frozen),
        Band.LOST,
        T + 12 * DAY,
        Band.AT_RISK,
        LifeStatus.LOST,
        T + 11 * DAY,
        LifeStatus.WON_BACK,
        frozen);
  }

  private static void assertIsEverything(Customer read) {
    assertThat(read.clockMillis).isEqualTo(T + 12 * DAY);
    assertThat(read.lastEventDay).isEqualTo((int) (T / DAY) + 12);
    assertThat(read.profile)
        .isEqualTo(
            new ProfileFacts(
                T, "retail", "GBP", "Hà Nội", "mai", Profile.ContactChannel.ZALO, true, false));
    assertThat(read.currency).isEqualTo("GBP");
    assertThat(read.ledger.lines()).containsExactly("teas", "cups");
    assertThat(read.ledger.days()).hasSize(6);
    var windows = read.ledger.windows(read.lastEventDay);
    assertThat(windows.spend()).containsExactly(-4_0000, 8_3400, 8_3400, 8_3400);
    assertThat(windows.visits()).containsExactly(4, 5, 5, 5);
    assertThat(windows.items()).containsExactly(2, 7, 7, 7);
    var total = read.ledger.total(0, read.lastEventDay);
    assertThat(total.unknownValue).isEqualTo(2);
    assertThat(total.unknownCurrency).isEqualTo(1);
    assertThat(read.ledger.openReversals()).hasSize(1);
    assertThat(read.ledger.openReversals().get(0).spend()).isEqualTo(-4_0000);
    assertThat(read.basis).isEqualTo(RhythmBasis.EITHER);
    assertThat(read.rhythm.days()).isEqualTo(2);
    assertThat(read.rhythm.sumLogGapWeeks())
        .isCloseTo(Math.log(8 / 7.0), org.assertj.core.data.Offset.offset(1e-11));
    assertThat(read.droppedOccurrence).isEqualTo(19_000);
    assertThat(read.firstPurchaseMillis).isEqualTo(T + DAY);
    assertThat(read.lastPurchaseMillis).isEqualTo(T + 9 * DAY + 1);
    assertThat(read.lastVisitMillis).isEqualTo(T + 11 * DAY);
    assertThat(read.lastStore).isEqualTo("Huế");
    assertThat(read.wonBackPurchases).isEqualTo(2);
    assertThat(read.wonBackDay).isEqualTo(19_680);
    assertThat(List.of(read.nearTimer, read.farTimer, read.dueMillis))
        .containsExactly(T + 13 * DAY, T + 14 * DAY, T + 15 * DAY);
    assertThat(read.last).isEqualTo(lastScore());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CustomerBytesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  static byte[] bytes(Customer customer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    CustomerSerializer.INSTANCE.serialize(customer, out);
    return out.getCopyOfBuffer();
  }

  private static Customer read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Customer customer = CustomerSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return customer;
  }
}
