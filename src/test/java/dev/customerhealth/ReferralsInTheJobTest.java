package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.Account;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.nio.file.Files;
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

/** From files to the referrer's score, through the whole graph. */
class ReferralsInTheJobTest {

  private static final long END = Instant.parse("2024-07-01T00:00:00Z").toEpochMilli() - 1;
  private static final long SEED = 6;

  private static final List<String> PURCHASES =
      List.of(
          "an,2024-01-05T10:00:00Z,p1,20,GBP",
          "chi,2024-01-06T10:00:00Z,p2,20,GBP",
          "binh,2024-02-01T10:00:00Z,p3,0,GBP",
          "binh,2024-02-03T10:00:00Z,p4,,GBP",
          "binh,2024-02-09T10:00:00Z,p5,30,GBP",
          "dung,2024-02-20T10:00:00Z,p6,-5,GBP");
  private static final List<String> REFERRALS =
      List.of(
          "an,2024-01-10T10:00:00Z,r1,binh",
          "chi,2024-01-12T10:00:00Z,r2,binh",
          "chi,2024-01-12T10:00:00Z,r3,dung",
          "binh,2024-02-10T10:00:00Z,r4,an",
          "an,2024-01-11T10:00:00Z,r5,an");

  @TempDir Path folder;

  @Test
  void theReferrersScoreNamesTheConversionAsItsCause() throws Exception {
    FileJob.Result result = run(PURCHASES, REFERRALS, 1, "sorted");

    assertThat(result.scores().get("an"))
        .filteredOn(score -> score.contains("\"cause\":\"conversions/r1/1\""))
        .singleElement()
        .asString()
        .contains("\"asOf\":\"2024-02-03T10:00:00Z\"");
    assertThat(result.scores().toString()).containsOnlyOnce("conversions/");
  }

  @Test
  void aConversionStandsInNoBooks() throws Exception {
    Map<Account.Entry, Long> totals = run(PURCHASES, REFERRALS, 1, "books").totals();

    assertThat(totals)
        .containsEntry(Account.Entry.READ, 11L)
        .containsEntry(Account.Entry.USED, 10L)
        .containsEntry(Account.Entry.REJECTED, 1L)
        .containsEntry(Account.Entry.DUPLICATES, 0L);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 2"})
  void neitherTheOrderOfRowsNorTheParallelismMatters(long seed, int parallelism) throws Exception {
    List<String> purchases = new ArrayList<>(PURCHASES);
    List<String> referrals = new ArrayList<>(REFERRALS);
    Collections.shuffle(purchases, new Random(SEED + seed));
    Collections.shuffle(referrals, new Random(SEED + seed));

    assertThat(run(purchases, referrals, parallelism, "shuffled").scores())
        .isEqualTo(run(PURCHASES, REFERRALS, 1, "sorted").scores());
  }

  private FileJob.Result run(
      List<String> purchases, List<String> referrals, int parallelism, String name)
      throws Exception {
    Path out = folder.resolve(name + parallelism);
    return new FileJob(ScoringSubtask.RULES, ScoringSubtask.REFRESH_DAYS, END, parallelism)
        .run(
            Map.of(
                EventType.PURCHASE,
                file(
                    name + ".purchases.csv",
                    "customer_id,event_time,transaction_id,amount,currency",
                    purchases),
                EventType.REFERRAL,
                file(
                    name + ".referrals.csv",
                    "customer_id,event_time,referral_id,referred_customer_id",
                    referrals)),
            out);
  }

  private Path file(String name, String header, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    return Files.write(folder.resolve(name), lines);
  }
}
