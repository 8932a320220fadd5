package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.Life;
import dev.customerhealth.domain.customer.OnlineRetail;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What two years of real customers take in state. */
class StateSizeTest {

  private static final Rules RULES = RulesYaml.shipped();
  private static final Map<String, Life> LIVES = OnlineRetail.lives();

  @Test
  void aCustomerTakesAFewHundredBytes() throws IOException {
    Collection<Life> lives = LIVES.values();
    int[] sizes = new int[lives.size()];
    long days = 0;
    long rest = 0;
    int at = 0;
    for (Life life : lives) {
      sizes[at++] = CustomerBytesTest.bytes(life.customer()).length;
      days += life.customer().ledger.days().size();
      life.customer().ledger = new Ledger();
      rest += CustomerBytesTest.bytes(life.customer()).length;
    }
    Arrays.sort(sizes);
    double mean = Arrays.stream(sizes).average().orElseThrow();
    int median = sizes[sizes.length / 2];
    int p99 = sizes[sizes.length * 99 / 100];
    System.out.printf(
        Locale.ROOT,
        "bytes of state per customer: median %d, p99 %d, mean %.0f; %.1f active days per customer,"
            + " %.1f bytes each, %.0f for the rest%n",
        median,
        p99,
        mean,
        (double) days / sizes.length,
        (mean * sizes.length - rest) / days,
        (double) rest / sizes.length);
    assertThat(median).isLessThan(400);
    assertThat(p99).isLessThan(2_000);
  }

  /** Of those whom nothing was told of yet: the state that a bootstrap leaves. */
  @Test
  void theAlertsOfACustomerTakeLessThanTheRest() throws IOException {
    int[] sizes = new int[LIVES.size()];
    int at = 0;
    for (var life : LIVES.entrySet()) {
      sizes[at++] = alertBytes(life.getKey(), life.getValue());
    }
    int[] some = Arrays.stream(sizes).filter(size -> size > 0).sorted().toArray();
    int median = some[some.length / 2];
    int p99 = some[some.length * 99 / 100];
    double mean = Arrays.stream(some).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "bytes of alerts of %d of %d customers: median %d, p99 %d, mean %.0f%n",
        some.length,
        sizes.length,
        median,
        p99,
        mean);
    assertThat(median).isLessThan(100);
    assertThat(p99).isLessThan(200);
  }

  private static int alertBytes(String id, Life life) throws IOException {
    long end = Life.endOf(OnlineRetail.LAST_DAY.toString());
    var timeline = new AlertTimeline(RULES, end + 1);
    var state = new CustomerAlerts();
    var unheard =
        new AlertNewsWriter(
            id, state, RulesByTime.always(RULES), news -> {}, call -> {}, share -> {});
    Stream.concat(
            life.signals.stream().map(AlertInput::of), life.purchases.stream().map(AlertInput::of))
        .sorted(AlertInput.ORDER)
        .forEach(input -> AlertStateTest.move(timeline, state, input, unheard));
    timeline.passTime(state, id, end, unheard);
    if (state.isEmpty()) {
      return 0;
    }
    DataOutputSerializer out = new DataOutputSerializer(256);
    CustomerAlertsSerializer.INSTANCE.serialize(state, out);
    return out.length();
  }

  @Test
  void whatACustomerSaidTakesLessThanTheLedger() throws IOException {
    int[] sizes =
        madeUp().collect(Collectors.groupingBy(CustomerEvent::customerId)).entrySet().stream()
            .map(said -> live(said.getKey(), said.getValue()))
            .filter(customer -> customer.experience.said != null)
            .mapToInt(StateSizeTest::experienceBytes)
            .sorted()
            .toArray();

    int median = sizes[sizes.length / 2];
    int p99 = sizes[sizes.length * 99 / 100];
    System.out.printf(
        Locale.ROOT,
        "bytes of experience of %d customers who said something: median %d, p99 %d, mean %.0f%n",
        sizes.length,
        median,
        p99,
        Arrays.stream(sizes).average().orElseThrow());
    assertThat(median).isLessThan(200);
    assertThat(p99).isLessThan(1_000);
  }

  @Test
  void whoNeverSaidAnythingTakesOneByteForIt() {
    assertThat(experienceBytes(new Customer())).isEqualTo(1);
  }

  /** The feedback that ships with the project, made up about the same purchases. */
  private static Stream<CustomerEvent> madeUp() throws IOException {
    List<CustomerEvent> events = new ArrayList<>();
    read("feedback.csv.gz", EventType.FEEDBACK, events);
    read("cases.csv.gz", EventType.CASE, events);
    read("observations.csv.gz", EventType.OBSERVATION, events);
    read("referrals.csv.gz", EventType.REFERRAL, events);
    return events.stream();
  }

  private static void read(String name, EventType type, List<CustomerEvent> events)
      throws IOException {
    EventDecoder decoder = new EventDecoder();
    try (CsvEvents rows = CsvEvents.open(Path.of("data", "synthetic", name), type)) {
      while (rows.hasNext()) {
        byte[] payload = rows.next().payload();
        Decoded decoded = decoder.decode(type, payload, EventDecoder.LATEST_IN_FILES);
        events.add(((Decoded.Event) decoded).event());
      }
    }
  }

  private static Customer live(String id, List<CustomerEvent> said) {
    return OnlineRetail.live(id, OnlineRetail.rowsByCustomer().get(id), said).customer();
  }

  private static int experienceBytes(Customer customer) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      ExperienceBytes.write(customer.experience, new CompactOutput(out));
      return out.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
