package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {

  private static final String NEW_YEAR = "2011-01-01T00:00:00Z";
  private static final Map<String, Long> GOOD =
      Map.of("read", 5L, "used", 3L, "duplicates", 1L, "rejected", 1L, "late", 0L, "scores", 3L);

  @Test
  void nothingIsWrongWhenEverythingIsAccountedFor() throws Exception {
    CheckReport report = report(GOOD);
    assertThat(report.faults()).isEmpty();
    assertThat(report.json())
        .doesNotContain("\n")
        .contains(
            "\"read\":5",
            "\"used\":3",
            "\"ignored\":0",
            "\"unknownCurrency\":0",
            "\"customers\":1",
            "\"bands\":{\"WATCH\":1}",
            "\"alerts\":5,\"openAlerts\":2,\"actions\":1",
            "\"seconds\":9.0",
            "\"eventsPerSecond\":3",
            "\"faults\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "used", "duplicates", "rejected", "late", "scores"})
  void oneMoreOrLessOfAnythingIsAFault(String entry) {
    for (long change : new long[] {-1, 1}) {
      Map<String, Long> books = new HashMap<>(GOOD);
      books.merge(entry, change, Long::sum);
      assertThat(report(books).faults()).isNotEmpty();
    }
  }

  @Test
  void whatTheJobRefusedMustBeInTheTopicsToo() {
    Map<String, Long> books = new HashMap<>(GOOD);
    books.putAll(Map.of("late", 1L, "rejected", 0L));
    assertThat(report(books).faults())
        .containsExactly(
            "dead letters: expected 0, found 1", "late events given back: expected 1, found 0");
  }

  @Test
  void aCustomerWithoutAScoreIsAFault() {
    assertThat(report(GOOD, 2).faults())
        .containsExactly("customers with a score: expected 2, found 1");
  }

  @Test
  void anActionThatWasNotCarriedOutIsAFault() {
    CheckReport good = report(GOOD);
    Results results = good.results();
    Results refused = new Results(3, 3, 2, 7, 0, 1, 5, 2, 0, 1, 0, results.current());
    assertThat(
            new CheckReport(good.history(), 5, good.books(), refused, good.whole(), good.replay())
                .faults())
        .containsExactly("actions carried out: expected 1, found 0");
  }

  private static CheckReport report(Map<String, Long> books) {
    return report(books, 1);
  }

  private static CheckReport report(Map<String, Long> books, int customers) {
    String score = "{\"customerId\":\"an\",\"band\":\"WATCH\"}";
    return new CheckReport(
        history(customers),
        5,
        new Books(new HashMap<>(books)),
        new Results(
            3, 3, 2, 7, 0, 1, 5, 2, 1, 1, 0, Map.of("an", score.getBytes(StandardCharsets.UTF_8))),
        Duration.ofSeconds(9),
        Duration.ofSeconds(2));
  }

  private static History history(int customers) {
    Stream<PastEvent> bought =
        IntStream.range(0, 4).mapToObj(i -> Past.bought("c" + i % customers, NEW_YEAR, "1"));
    return new History(Stream.concat(bought, Stream.of(Past.contacted("c0", NEW_YEAR))).toList());
  }
}
