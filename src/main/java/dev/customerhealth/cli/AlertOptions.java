package dev.customerhealth.cli;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.replay.Protocol;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How alerts are replayed. */
final class AlertOptions {

  private static final int YEAR_DAYS = 365;
  private static final int MAX_DAYS = 730;

  @Option(
      names = "--alerts-from",
      paramLabel = "T",
      description = {
        "Replay alerts for purchases from this day on (default: a year",
        "before the last cut-off). With --refit, fitted before it."
      })
  private @Nullable Instant from;

  @Option(
      names = "--alerts-until",
      paramLabel = "T",
      description = {
        "... and before this one (default: the last cut-off, or earlier,",
        "so that what came of every silence is known)."
      })
  private @Nullable Instant until;

  @Option(
      names = "--scan-days",
      paramLabel = "DAYS",
      defaultValue = "120",
      description = "Follow each silence for so long (default: ${DEFAULT-VALUE}).")
  private int scanDays;

  @Option(
      names = "--defection-days",
      paramLabel = "DAYS",
      defaultValue = "120",
      description = "A silence of so long is a real defection (default: ${DEFAULT-VALUE}).")
  private int defectionDays;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = {
        "Find the thresholds of OVERDUE that raise at most N alerts per 100",
        "customers and month."
      })
  private @Nullable Double budget;

  @Option(
      names = "--out",
      paramLabel = "F",
      description = "Rules file to write with the thresholds found.")
  private @Nullable Path out;

  /**
   * Finds wrong options before any long work.
   *
   * @throws WrongUsage if they do not fit together
   */
  void check() {
    requireDays("--scan-days", scanDays);
    requireDays("--defection-days", defectionDays);
    if (budget != null && !(budget > 0 && budget <= 10_000)) {
      throw new WrongUsage("--budget must be above 0, at most 10000");
    }
    if (out != null) {
      if (budget == null) {
        throw new WrongUsage("--out needs --budget: there is nothing else to write");
      }
      InputFile.writableFile("--out", out);
    }
  }

  private static void requireDays(String option, int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw new WrongUsage(option + " must be 1 to " + MAX_DAYS + " days");
    }
  }

  @Nullable Double budget() {
    return budget;
  }

  @Nullable Path out() {
    return out;
  }

  /**
   * @param horizonDays for which nobody must come after an alarm that was right
   * @throws WrongUsage if a window was asked for that cannot be judged
   */
  AlertWindow window(
      List<Instant> cutoffs, PurchaseHistories histories, CalendarDays calendar, int horizonDays) {
    Cutoff last = new Cutoff(cutoffs.stream().max(Instant::compareTo).orElseThrow(), calendar);
    int end = histories.lastDay(calendar) + 1;
    int latest = Protocol.latestUntil(end, scanDays, horizonDays, defectionDays);
    int untilDay = until == null ? Math.min(last.day(), latest) : dayOf(until, calendar);
    int fromDay = from == null ? last.day() - YEAR_DAYS : dayOf(from, calendar);
    var protocol = new Protocol(fromDay, untilDay, end, scanDays, horizonDays, defectionDays);
    var window = new AlertWindow(protocol, calendar);
    if (until != null && untilDay > latest) {
      throw new WrongUsage(
          "--alerts-until must be %s or earlier: the data ends too early to know what came after"
              .formatted(window.date(latest)));
    }
    if (from != null && fromDay >= untilDay) {
      throw new WrongUsage(
          "--alerts-from must lie before the end of the window, " + window.date(untilDay));
    }
    return window;
  }

  private static int dayOf(Instant time, CalendarDays calendar) {
    return new Cutoff(time, calendar).day();
  }
}
