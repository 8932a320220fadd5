package dev.customerhealth.domain.referral;

import static dev.customerhealth.domain.referral.ReferralNote.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.referral.ReferralNote.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProspectTest {

  private static final long DAY = 86_400_000L;
  private static final long WINDOW = 10 * DAY;
  private static final String PERSON = "binh";

  @Test
  void theReferralBeforeTheFirstPurchaseConverts() {
    Conversion conversion = told(named("an", 1 * DAY, "r1"), bought(PERSON, 3 * DAY)).get(0);

    assertThat(conversion)
        .isEqualTo(new Conversion("an", 3 * DAY, "r1/1", "r1", PERSON, 1 * DAY, true, 1));
  }

  @Test
  void aReferralAtOrAfterTheFirstPurchaseNever() {
    assertThat(told(bought(PERSON, DAY), named("an", DAY, "r1"))).isEmpty();
    assertThat(told(bought(PERSON, DAY), named("an", 2 * DAY, "r1"), bought(PERSON, 3 * DAY)))
        .isEmpty();
  }

  @Test
  void theWindowIncludesItsLastMillisecond() {
    assertThat(told(named("an", DAY, "r1"), bought(PERSON, DAY + WINDOW))).hasSize(1);
    assertThat(told(named("an", DAY, "r1"), bought(PERSON, DAY + WINDOW + 1))).isEmpty();
  }

  @Test
  void ofSeveralReferrersTheEarliestWithinTheWindowCounts() {
    assertThat(
            told(
                named("chi", 9 * DAY, "r3"),
                named("an", 0, "r1"),
                named("dung", 8 * DAY, "r2"),
                bought(PERSON, 12 * DAY)))
        .extracting(Conversion::customerId)
        .containsExactly("dung");
  }

  @Test
  void ofOneInstantTheSmallerIdCounts() {
    assertThat(told(named("an", DAY, "r2"), named("chi", DAY, "r1"), bought(PERSON, 2 * DAY)))
        .extracting(Conversion::customerId)
        .containsExactly("chi");
  }

  @Test
  void whoWasNamedByThePersonBeforeOrAtOnceDoesNotConvertThePerson() {
    assertThat(told(names("an", DAY), named("an", DAY, "r1"), bought(PERSON, 3 * DAY))).isEmpty();
    assertThat(told(names("an", DAY + 1), named("an", DAY, "r1"), bought(PERSON, 3 * DAY)))
        .hasSize(1);
  }

  @Test
  void behindACircleTheNextReferrerCounts() {
    assertThat(
            told(
                names("an", 0),
                named("an", DAY, "r1"),
                named("chi", 2 * DAY, "r2"),
                bought(PERSON, 3 * DAY)))
        .extracting(Conversion::customerId)
        .containsExactly("chi");
  }

  @Test
  void anEarlierPurchaseThatBecomesKnownTakesBackWhatWasTold() {
    Book book = new Book();
    book.take(named("an", 2 * DAY, "r1"));
    book.take(bought(PERSON, 3 * DAY));
    book.take(bought(PERSON, DAY));

    assertThat(book.news)
        .extracting(Conversion::id, Conversion::converted, Conversion::timeMillis)
        .containsExactly(tuple("r1/1", true, 3 * DAY), tuple("r1/2", false, 3 * DAY));
    assertThat(book.prospect.introductions()).isEmpty();
  }

  @Test
  void anEarlierReferralThatBecomesKnownMovesTheConversion() {
    Book book = new Book();
    book.take(named("an", 2 * DAY, "r1"));
    book.take(bought(PERSON, 3 * DAY));
    book.take(named("chi", DAY, "r2"));

    assertThat(book.news)
        .extracting(Conversion::customerId, Conversion::converted, Conversion::revision)
        .containsExactly(tuple("an", true, 1), tuple("an", false, 2), tuple("chi", true, 3));
  }

  @Test
  void moreIntroductionsThanAnybodyHasAreNotKept() {
    List<ReferralNote> notes = new ArrayList<>();
    for (int i = 0; i < 3 * Prospect.MAX_INTRODUCTIONS; i++) {
      notes.add(named("an" + i, i, "r" + i));
    }
    Prospect inOrder = prospect(notes);
    Collections.shuffle(notes, new Random(1));

    assertThat(inOrder.introductions()).hasSize(Prospect.MAX_INTRODUCTIONS);
    assertThat(prospect(notes)).isEqualTo(inOrder);
  }

  /** However notes come, and however often: at the end the same is told as by reading the list. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void inAnyOrderTheSameConvertsAsInTheWholeList(long seed) {
    Random random = new Random(seed);
    int conversions = 0;
    int takenBack = 0;
    for (int round = 0; round < 5_000; round++) {
      List<ReferralNote> notes = notes(random);
      Conversion expected = naive(notes);
      List<ReferralNote> arriving = new ArrayList<>(notes);
      arriving.addAll(notes.subList(0, random.nextInt(notes.size() + 1)));
      Collections.shuffle(arriving, random);
      String what = "seed " + seed + " round " + round + " " + arriving;

      List<Conversion> once = told(arriving.toArray(ReferralNote[]::new));
      assertThat(once.size()).as(what).isEqualTo(expected == null ? 0 : 1);
      if (expected != null) {
        assertThat(once.get(0)).as(what).isEqualTo(expected);
        conversions++;
      }

      Book book = new Book();
      arriving.forEach(book::take);
      assertThat(book.standing(what)).as(what).isEqualTo(expected == null ? null : facts(expected));
      takenBack += (int) book.news.stream().filter(news -> !news.converted()).count();
    }
    assertThat(conversions).isGreaterThan(500);
    assertThat(takenBack).isGreaterThan(500);
  }

  private static List<ReferralNote> notes(Random random) {
    List<ReferralNote> notes = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      long time = random.nextInt(16) * DAY + random.nextInt(2);
      String other = List.of("an", "chi", "dung").get(random.nextInt(3));
      notes.add(
          switch (random.nextInt(4)) {
            case 0 -> bought(PERSON, time + 4 * DAY);
            case 1 -> names(other, time);
            default -> named(other, time, "r" + random.nextInt(4));
          });
    }
    return notes;
  }

  /** By the words of the rule, over the whole list. */
  private static Conversion naive(List<ReferralNote> notes) {
    long first =
        notes.stream()
            .filter(note -> note.kind() == Kind.BOUGHT)
            .mapToLong(ReferralNote::timeMillis)
            .min()
            .orElse(-1);
    Map<String, ReferralNote> referrals = new TreeMap<>();
    notes.stream()
        .filter(note -> note.kind() == Kind.NAMED_BY)
        .forEach(
            note ->
                referrals.merge(
                    note.other() + "/" + note.referralId(),
                    note,
                    (a, b) -> a.timeMillis() <= b.timeMillis() ? a : b));
    return referrals.values().stream()
        .filter(r -> r.timeMillis() < first && first - r.timeMillis() <= WINDOW)
        .filter(
            r ->
                notes.stream()
                    .noneMatch(
                        n ->
                            n.kind() == Kind.NAMED
                                && n.other().equals(r.other())
                                && n.timeMillis() <= r.timeMillis()))
        .min(
            Comparator.comparingLong(ReferralNote::timeMillis)
                .thenComparing(ReferralNote::referralId)
                .thenComparing(ReferralNote::other))
        .map(r -> Conversion.of(r.other(), first, r.referralId(), PERSON, r.timeMillis(), true, 1))
        .orElse(null);
  }

  private static List<Object> facts(Conversion conversion) {
    return List.of(
        conversion.customerId(),
        conversion.timeMillis(),
        conversion.referralId(),
        conversion.referredAtMillis());
  }

  /** Decides after each note, as if each came late. */
  private static final class Book {
    Prospect prospect = Prospect.UNKNOWN;
    final Map<String, Long> named = new HashMap<>();
    final List<Conversion> news = new ArrayList<>();

    void take(ReferralNote note) {
      prospect = prospect.with(note);
      if (note.kind() == Kind.NAMED) {
        named.merge(note.other(), note.timeMillis(), Math::min);
      }
      if (prospect.firstPurchaseMillis() != Prospect.NEVER) {
        Prospect.Settlement settlement = prospect.settled(PERSON, WINDOW, named);
        prospect = settlement.prospect();
        news.addAll(settlement.news());
      }
    }

    /** What holds after all that was told and taken back. */
    List<Object> standing(String what) {
      List<Object> standing = null;
      for (int i = 0; i < news.size(); i++) {
        Conversion told = news.get(i);
        assertThat(told.revision()).as(what).isEqualTo(i + 1);
        assertThat(told.converted()).as(what).isEqualTo(standing == null);
        if (standing != null) {
          assertThat(facts(told)).as(what).isEqualTo(standing);
        }
        standing = standing == null ? facts(told) : null;
      }
      return standing;
    }
  }

  private static List<Conversion> told(ReferralNote... notes) {
    Map<String, Long> named = new HashMap<>();
    for (ReferralNote note : notes) {
      if (note.kind() == Kind.NAMED) {
        named.merge(note.other(), note.timeMillis(), Math::min);
      }
    }
    Prospect prospect = prospect(List.of(notes));
    return prospect.firstPurchaseMillis() == Prospect.NEVER
        ? List.of()
        : prospect.settled(PERSON, WINDOW, named).news();
  }

  private static Prospect prospect(List<ReferralNote> notes) {
    Prospect prospect = Prospect.UNKNOWN;
    for (ReferralNote note : notes) {
      prospect = prospect.with(note);
    }
    return prospect;
  }

  private static ReferralNote named(String referrer, long atMillis, String id) {
    return ReferralNote.of(new Referral(referrer, atMillis, id, PERSON, null)).get(0);
  }

  private static ReferralNote names(String other, long atMillis) {
    return ReferralNote.of(new Referral(PERSON, atMillis, "own", other, null)).get(1);
  }
}
