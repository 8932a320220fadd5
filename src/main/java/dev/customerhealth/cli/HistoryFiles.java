package dev.customerhealth.cli;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files from which a purchase history is read. */
final class HistoryFiles {

  @Option(
      names = "--purchases",
      paramLabel = "F",
      required = true,
      description = "Purchases, CSV (.gz allowed).")
  private @Nullable Path purchases;

  @Option(
      names = "--visits",
      paramLabel = "F",
      description = "Visits, CSV, for segments whose rhythm counts them.")
  private @Nullable Path visits;

  @Option(
      names = "--profiles",
      paramLabel = "F",
      description = {
        "Customer profiles, CSV, for segments and consent. The newest profile",
        "before the time looked at counts, else the customer's first."
      })
  private @Nullable Path profiles;

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  /**
   * Finds wrong options before any long work.
   *
   * @throws WrongUsage if a file is not there
   */
  void check() {
    files();
  }

  Rules rules() {
    return RulesFile.read(rules);
  }

  /** The rules, in the files' currency if they are not the user's own. */
  Rules inCurrencyOf(PurchaseHistories histories, Rules given, PrintWriter err) {
    return HomeCurrency.settle(given, rules != null, histories.currencies(), err);
  }

  /**
   * @param untilMillis what happened then or later is ignored
   */
  PurchaseHistories read(Rules given, long untilMillis, PrintWriter err) throws IOException {
    return PurchaseHistories.read(files(), given, untilMillis, err);
  }

  private Map<EventType, Path> files() {
    var files = new EnumMap<EventType, Path>(EventType.class);
    files.put(EventType.PURCHASE, InputFile.readable("--purchases", purchases));
    if (visits != null) {
      files.put(EventType.VISIT, InputFile.readable("--visits", visits));
    }
    if (profiles != null) {
      files.put(EventType.PROFILE, InputFile.readable("--profiles", profiles));
    }
    return files;
  }
}
