package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {

  private static final Map<String, Long> GOOD =
      Map.of("read", 4L, "used", 2L, "duplicates", 1L, "rejected", 1L, "late", 0L, "scores", 3L);

  @Test
  void nothingIsWrongWhenEverythingIsAccountedFor() throws Exception {
    CheckReport report = report(GOOD);
    assertThat(report.faults()).isEmpty();
    assertThat(report.json())
        .doesNotContain("\n")
        .contains(
            "\"read\":4",
            "\"used\":2",
            "\"ignored\":0",
            "\"unknownCurrency\":0",
            "\"customers\":1",
            "\"bands\":{\"WATCH\":1}",
            "\"seconds\":9.0",
            "\"eventsPerSecond\":2",
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

  private static CheckReport report(Map<String, Long> books) {
    return report(books, 1);
  }

  private static CheckReport report(Map<String, Long> books, int customers) {
    String score = "{\"customerId\":\"an\",\"band\":\"WATCH\"}";
    return new CheckReport(
        history(customers),
        4,
        new Books(new HashMap<>(books)),
        new Results(3, 3, 2, 7, 0, 1, 1, 0, Map.of("an", score.getBytes(StandardCharsets.UTF_8))),
        Duration.ofSeconds(9),
        Duration.ofSeconds(2));
  }

  private static History history(int customers) {
    return new History(
        IntStream.range(0, 4)
            .mapToObj(i -> Past.bought("c" + i % customers, "2011-01-01T00:00:00Z", "1"))
            .toList());
  }
}
