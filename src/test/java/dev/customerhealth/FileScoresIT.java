package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.Account;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.NaiveScores;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.Retail;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of rows, their repetition and the parallelism make no difference, to the byte. */
class FileScoresIT {

  private static final long SEED = 20110601;
  private static final long END = Instant.parse("2011-06-01T00:00:00Z").toEpochMilli() - 1;
  private static final int EVERY_TENTH = 10;

  @TempDir Path folder;

  private enum Rows {
    SORTED {
      @Override
      List<String> of(List<String> sorted) {
        return sorted;
      }
    },
    SHUFFLED {
      @Override
      List<String> of(List<String> sorted) {
        List<String> rows = new ArrayList<>(sorted);
        Collections.shuffle(rows, new Random(SEED));
        return rows;
      }
    },
    TWICE {
      @Override
      List<String> of(List<String> sorted) {
        List<String> rows = new ArrayList<>(sorted);
        rows.addAll(sorted);
        return rows;
      }
    };

    abstract List<String> of(List<String> sorted);
  }

  @ParameterizedTest
  @CsvSource({"SORTED, 1", "SHUFFLED, 2", "TWICE, 2"})
  void everyTenthCustomerWithVisits(Rows order, int parallelism) throws Exception {
    List<String> purchases = Retail.rowsOfEvery(EVERY_TENTH);
    List<String> visits = Retail.visitsBefore(purchases);
    Map<EventType, Path> sorted = write("sorted", purchases, visits);
    Map<EventType, Path> arranged = write("arranged", order.of(purchases), order.of(visits));

    FileJob.Result result = job(7, parallelism).run(arranged, folder.resolve("out"));

    assertThat(result.scores()).hasSizeGreaterThan(400).isEqualTo(expected(sorted, 7));
    int rows = purchases.size() + visits.size();
    assertBalanced(result.totals(), order == Rows.TWICE ? 2 * rows : rows);
  }

  @Test
  void everyCustomerFromShuffledRowsByTwoSubtasks() throws Exception {
    List<String> rows = Retail.rows();
    Map<EventType, Path> sorted = write("sorted", rows, List.of());
    Map<EventType, Path> shuffled = write("shuffled", Rows.SHUFFLED.of(rows), List.of());

    FileJob.Result result = job(0, 2).run(shuffled, folder.resolve("out"));

    assertThat(result.scores()).hasSizeGreaterThan(4000).isEqualTo(expected(sorted, 0));
    assertBalanced(result.totals(), rows.size());
  }

  private static FileJob job(int refreshDays, int parallelism) {
    return new FileJob(ScoringSubtask.RULES, refreshDays, END, parallelism);
  }

  private static Map<String, List<String>> expected(Map<EventType, Path> files, int refreshDays)
      throws Exception {
    var events = new ArrayList<Envelope>();
    for (var file : files.entrySet()) {
      events.addAll(Retail.events(file.getKey(), file.getValue()));
    }
    events.removeIf(event -> event.timeMillis() > END);
    return Records.perKey(
        Topic.SCORES,
        NaiveScores.of(
            events, ScoringSubtask.RULES, ScoringSubtask.REPORTS, refreshDays, END, END));
  }

  private static void assertBalanced(Map<Account.Entry, Long> totals, int rows) {
    assertThat(totals.get(Account.Entry.READ)).isEqualTo(rows);
    assertThat(
            totals.get(Account.Entry.USED)
                + totals.get(Account.Entry.DUPLICATES)
                + totals.get(Account.Entry.IGNORED))
        .isEqualTo(rows);
    assertThat(totals.get(Account.Entry.REJECTED)).isZero();
    assertThat(totals.get(Account.Entry.LATE)).isZero();
  }

  private Map<EventType, Path> write(String name, List<String> purchases, List<String> visits)
      throws Exception {
    return Map.of(
        EventType.PURCHASE,
        Retail.write(folder.resolve(name + "-purchases.csv"), Retail.HEADER, purchases),
        EventType.VISIT,
        Retail.write(folder.resolve(name + "-visits.csv"), Retail.VISITS_HEADER, visits));
  }
}
