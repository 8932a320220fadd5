package dev.customerhealth.cli;

import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same topology over files: backfill, what-if, tests. */
@Command(
    name = "score",
    description = "Scores customers from CSV files, as of a day.",
    footer = {
      "",
      "T is a time with offset (2011-06-01T00:00:00Z) or epoch milliseconds.",
      "",
      "Example:  ./run score --purchases data/online_retail_ii.csv.gz \\",
      "            --until 2011-06-01T00:00:00Z --out scores   # then open scores/scores.csv"
    })
final class Score extends Verb {

  @Mixin private InputFiles inputs = new InputFiles();

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Days that silenceRisk looks ahead, 1 to 730 (default: the rules').")
  private @Nullable Integer horizonDays;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = {
        "Event time stops here, exclusive; later rows are ignored",
        "(default: the start of the day after the last event)."
      })
  private @Nullable Instant until;

  @Option(
      names = "--alerts-from",
      paramLabel = "T",
      description = {
        "Write alerts from here on; those open for less than 14 days then",
        "are told as historical (default: all of the past)."
      })
  private @Nullable Instant alertsFrom;

  @Option(
      names = "--every-update",
      description = "Write every score of every customer, not only the last.")
  private boolean everyUpdate;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for scores.csv and the *.jsonl; made if missing.")
  private Path out = Path.of(".");

  @Option(
      names = "--refresh-days",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "With --every-update: repeat the score of a customer with any activity in 90 days at"
              + " least every N days, 0: never (default: ${DEFAULT-VALUE}).")
  private int refreshDays;

  @Override
  int perform() throws Exception {
    long started = System.nanoTime();
    Map<EventType, Path> files = inputs.given();
    checkNumbers();
    InputFile.writableFolder("--out", out);
    Rules given = RulesFile.read(rules);
    Progress scanning = new Progress(err(), rows -> "reading ... " + rows + " rows");
    InputScan scan = InputScan.of(files, given.excludedCustomers(), scanning);
    scanning.done();
    scan.warnings().forEach(warning -> err().println("warning: " + warning));
    Rules inForce = inForce(given, scan);
    long end = endMillis(inForce, scan);
    long alertsFromMillis =
        alertsFrom == null ? CustomerAlerts.BEFORE_ALL : alertsFrom.toEpochMilli();
    FileRun run =
        new FileRun(
            files, inForce, end, everyUpdate, refreshDays, alertsFromMillis, parallelism(), out);
    Map<String, Object> totals = finish(run.start(), scan.rows());
    tell(totals, end, Duration.ofNanos(System.nanoTime() - started));
    if (!balances(totals, scan.rows())) {
      err().println("score: not every row is accounted for: " + scan.rows() + " in the files");
      return CHECK_FAILED;
    }
    return DONE;
  }

  private void checkNumbers() {
    if (horizonDays != null && (horizonDays < 1 || horizonDays > 730)) {
      throw new WrongUsage("--horizon must be 1 to 730 days");
    }
    if (refreshDays < 0) {
      throw new WrongUsage("--refresh-days must be 0 or more");
    }
  }

  private Rules inForce(Rules given, InputScan scan) {
    Rules settled = HomeCurrency.settle(given, rules != null, scan.currencies(), err());
    return horizonDays == null ? settled : settled.withHorizonDays(horizonDays);
  }

  private long endMillis(Rules inForce, InputScan scan) {
    if (until != null) {
      return until.toEpochMilli() - 1;
    }
    CalendarDays calendar = new CalendarDays(inForce.calendarZone());
    long last = scan.lastEventMillis().orElse(0);
    long end = calendar.startOf(calendar.dayOf(last) + 1);
    err()
        .println(
            scan.lastEventMillis().isEmpty()
                ? "there is no usable row, so no score"
                : "until: " + Instant.ofEpochMilli(end) + ", the day after the last event");
    return end - 1;
  }

  /** As many subtasks as the machine has cores, at most four. */
  static int parallelism() {
    return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  private Map<String, Object> finish(JobClient job, long rows) throws Exception {
    Progress scoring =
        new Progress(err(), scores -> "scoring " + rows + " rows ... " + scores + " scores");
    var result = job.getJobExecutionResult();
    while (!result.isDone()) {
      try {
        result.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        scoring.tell(scoresSoFar(job));
      } catch (ExecutionException e) {
        throw new IllegalStateException("the run failed: " + rootOf(e), e);
      }
    }
    scoring.done();
    return result.get().getAllAccumulatorResults();
  }

  private static long scoresSoFar(JobClient job) throws InterruptedException {
    try {
      Object scores = job.getAccumulators().get().get(Account.Entry.SCORES.key());
      return scores instanceof Long count ? count : 0;
    } catch (ExecutionException | IllegalStateException e) {
      // The job has just ended, or with it the Flink that ran it.
      return 0;
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private void tell(Map<String, Object> totals, long end, Duration took) {
    out()
        .printf(
            "%,d rows read: %,d used, %,d duplicates, %,d rejected, %,d late, %,d ignored%n",
            count(totals, Account.Entry.READ),
            count(totals, Account.Entry.USED),
            count(totals, Account.Entry.DUPLICATES),
            count(totals, Account.Entry.REJECTED),
            count(totals, Account.Entry.LATE),
            count(totals, Account.Entry.IGNORED));
    if (count(totals, Account.Entry.REJECTED) > 0) {
      out().println("why rows were rejected: " + FileOutputs.fileOf(out, Topic.DEAD_LETTERS));
    }
    long unknown = count(totals, Account.Entry.UNKNOWN_CURRENCY);
    if (unknown > 0) {
      out()
          .printf(
              "%,d purchases in a currency without a rate count as of unknown value: set homeCurrency"
                  + " and currency.rates in a copy of flink-conf/rules.yaml, and give it as --rules%n",
              unknown);
    }
    out()
        .printf(
            "scores as of %s: %s (%.1f s)%n",
            Instant.ofEpochMilli(end),
            out.resolve(FileOutputs.SCORES_CSV),
            took.toMillis() / 1000.0);
  }

  private static boolean balances(Map<String, Object> totals, long rows) {
    long accounted =
        Stream.of(
                Account.Entry.USED,
                Account.Entry.DUPLICATES,
                Account.Entry.REJECTED,
                Account.Entry.LATE,
                Account.Entry.IGNORED)
            .mapToLong(entry -> count(totals, entry))
            .sum();
    return accounted == rows && count(totals, Account.Entry.READ) == rows;
  }

  private static long count(Map<String, Object> totals, Account.Entry entry) {
    return totals.get(entry.key()) instanceof Long count ? count : 0;
  }
}
