package dev.customerhealth.cli.synthetic;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticFeedbackTest {

  /** {@code -Dsynthetic.write=true}: writes the shipped files instead of comparing them. */
  private static final boolean WRITE = Boolean.getBoolean("synthetic.write");

  private static final EventDecoder DECODER = new EventDecoder();

  /** Of the demo's cards. */
  private static final Set<String> LEFT_OUT = Set.of("12346", "14680", "17764");

  private static List<Purchase> purchases;
  private static List<SpecificRecord> records;
  private static List<CustomerEvent> events;

  @BeforeAll
  static void makeUp() throws IOException {
    purchases =
        read(Path.of("data", "online_retail_ii.csv.gz"), EventType.PURCHASE).stream()
            .map(Purchase.class::cast)
            .toList();
    records = SyntheticFeedback.about(purchases, LEFT_OUT);
    EventEncoder encoder = new EventEncoder();
    events =
        records.stream()
            .map(record -> event(SyntheticFeedback.type(record), encoder.encode(record)))
            .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"FEEDBACK", "CASE", "OBSERVATION", "REFERRAL"})
  void theShippedFilesAreWhatIsMadeUpHere(EventType type) throws IOException {
    SyntheticFile file = SyntheticFile.of(type, records);
    if (WRITE) {
      file.write();
    }
    assertThat(file.shipped())
        .as("stale: run this test with -Dsynthetic.write=true")
        .isEqualTo(file.csv());
    assertThat(Files.readString(Path.of("data", "synthetic", "README.md")))
        .contains(
            String.format(
                Locale.ROOT, "| %s | %,d |", file.path().getFileName(), file.records().size()));
    assertThat(read(file.path(), type)).isEqualTo(of(type).toList());
  }

  @Test
  void theSamePurchasesInAnyOrderGiveTheSame() {
    List<Purchase> shuffled = new ArrayList<>(purchases);
    Collections.shuffle(shuffled, new Random(7));
    assertThat(SyntheticFeedback.about(shuffled, LEFT_OUT)).isEqualTo(records);
  }

  @Test
  void itIsSmallAndOfEveryKind() {
    assertThat(of(EventType.FEEDBACK)).hasSizeBetween(2000, 3000);
    assertThat(cases()).hasSizeBetween(120, 180);
    assertThat(of(EventType.OBSERVATION)).hasSizeBetween(120, 180);
    assertThat(of(EventType.REFERRAL)).hasSizeBetween(80, 120);
  }

  @Test
  void everyIdSaysThatItIsMadeUpAndIsUnique() {
    assertThat(events)
        .extracting(CustomerEvent::id)
        .allSatisfy(id -> assertThat(id).startsWith(SyntheticFeedback.MARK));
    assertThat(events).extracting(event -> event.type() + event.id()).doesNotHaveDuplicates();
  }

  @Test
  void itIsAboutRealOrdersOfThatCustomerAndNoneOfThoseLeftOut() {
    Map<String, Purchase> orders = new TreeMap<>();
    purchases.forEach(purchase -> orders.put(purchase.id(), purchase));
    assertThat(of(EventType.FEEDBACK).map(Feedback.class::cast))
        .allSatisfy(
            feedback -> {
              Purchase order = orders.get(feedback.orderId());
              assertThat(order.customerId()).isEqualTo(feedback.customerId());
              assertThat(order.isBought()).isTrue();
              assertThat(feedback.timeMillis()).isGreaterThan(order.timeMillis());
            });
    assertThat(events).extracting(CustomerEvent::customerId).doesNotContainAnyElementsOf(LEFT_OUT);
  }

  @Test
  void itComesInTheOrderOfTimeAndEndsWithThePurchases() {
    long end = purchases.stream().mapToLong(Purchase::timeMillis).max().orElseThrow();
    assertThat(events).isSortedAccordingTo(Comparator.comparingLong(CustomerEvent::timeMillis));
    assertThat(events).allSatisfy(e -> assertThat(e.timeMillis()).isLessThanOrEqualTo(end));
  }

  @Test
  void allLevelsThatWordsCanReachOccur() {
    ExperienceRules rules = RulesYaml.shipped().experience();
    FeedbackCues cues = new FeedbackCues(rules);
    ExperienceModel model = new ExperienceModel(rules);
    TreeMap<Integer, Long> levels =
        of(EventType.FEEDBACK)
            .map(feedback -> model.read(cues.of((Feedback) feedback)).orElseThrow())
            .collect(groupingBy(reading -> reading.level().number(), TreeMap::new, counting()));
    long all = levels.values().stream().mapToLong(Long::longValue).sum();
    assertThat(levels.headMap(6).keySet()).containsExactly(1, 2, 3, 4, 5);
    assertThat(levels.headMap(6).values())
        .as("of %s", levels)
        .allSatisfy(count -> assertThat((double) count / all).isBetween(.04, .5));
    assertThat((double) levels.getOrDefault(6, 0L) / all)
        .as("enthusiasm where many can read it")
        .isBetween(.001, .03);
  }

  @Test
  void complaintsEndInTimeOrLateOrComeBackOrNeverEnd() {
    List<List<CaseUpdate.Status>> lives = List.copyOf(cases().values());
    assertThat(lives).allSatisfy(life -> assertThat(life.get(0).name()).isEqualTo("OPENED"));
    assertThat(lives)
        .filteredOn(l -> l.contains(CaseUpdate.Status.RESOLVED))
        .hasSizeGreaterThan(80);
    assertThat(lives)
        .filteredOn(l -> !l.contains(CaseUpdate.Status.RESOLVED))
        .hasSizeGreaterThan(15);
    assertThat(lives)
        .filteredOn(l -> l.contains(CaseUpdate.Status.REOPENED))
        .hasSizeGreaterThan(10);
    assertThat(lateResolutions()).isBetween(20L, 70L);
  }

  @Test
  void someOfThoseReferredBoughtLaterAndSomeNever() {
    Map<String, Long> first = new TreeMap<>();
    purchases.stream()
        .filter(Purchase::isBought)
        .forEach(p -> first.merge(p.customerId(), p.timeMillis(), Math::min));
    List<Referral> referrals = of(EventType.REFERRAL).map(Referral.class::cast).toList();
    long converted =
        referrals.stream()
            .filter(referral -> first.containsKey(referral.referredCustomerId()))
            .peek(
                referral ->
                    assertThat(first.get(referral.referredCustomerId()))
                        .isGreaterThan(referral.timeMillis()))
            .count();
    assertThat(converted).isBetween(40L, referrals.size() - 8L);
    assertThat(referrals).extracting(Referral::referredCustomerId).doesNotHaveDuplicates();
  }

  @Test
  void staffNoticeEverythingThatHasAName() {
    assertThat(of(EventType.OBSERVATION).map(o -> ((Observation) o).kind()).collect(toSet()))
        .isEqualTo(EnumSet.allOf(Observation.Kind.class));
  }

  /** The statuses of each case, in their order. */
  private static Map<String, List<CaseUpdate.Status>> cases() {
    return of(EventType.CASE)
        .map(CaseUpdate.class::cast)
        .collect(groupingBy(CaseUpdate::caseId, mapping(CaseUpdate::status, toList())));
  }

  private static long lateResolutions() {
    return of(EventType.CASE)
        .map(CaseUpdate.class::cast)
        .filter(step -> step.status() == CaseUpdate.Status.RESOLVED)
        .filter(
            step -> step.promisedByMillis() != null && step.timeMillis() > step.promisedByMillis())
        .count();
  }

  private static Stream<CustomerEvent> of(EventType type) {
    return events.stream().filter(event -> event.type() == type);
  }

  private static List<CustomerEvent> read(Path file, EventType type) throws IOException {
    List<CustomerEvent> read = new ArrayList<>();
    try (CsvEvents rows = CsvEvents.open(file, type)) {
      while (rows.hasNext()) {
        CsvRow row = rows.next();
        read.add(event(type, row.payload()));
      }
    }
    return read;
  }

  /** As the job decodes it; fails on what it would reject. */
  private static CustomerEvent event(EventType type, byte[] payload) {
    Decoded decoded = DECODER.decode(type, payload, EventDecoder.LATEST_IN_FILES);
    return decoded instanceof Decoded.Event event ? event.event() : fail("rejected: " + decoded);
  }
}
