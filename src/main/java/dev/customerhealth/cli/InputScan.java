package dev.customerhealth.cli;

import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be known of files before event time can run over them: where they end, and in which
 * currencies they are.
 *
 * @param rows rows of all files, good and bad, headers not counted
 * @param lastEventMillis the newest event of all files; empty without a single good row
 * @param currencies of the purchases
 * @param warnings files that cannot be read to their end
 */
record InputScan(
    long rows, OptionalLong lastEventMillis, Set<String> currencies, List<String> warnings) {

  /**
   * Reads every file once.
   *
   * @param excludedCustomers ids that stand for nobody in particular: their rows tell nothing
   * @throws WrongUsage when a file cannot be read at all
   */
  static InputScan of(Map<EventType, Path> files, Set<String> excludedCustomers, Progress progress)
      throws IOException {
    Seen seen = new Seen();
    List<String> warnings = new ArrayList<>();
    long rows = 0;
    for (Map.Entry<EventType, Path> file : files.entrySet()) {
      RowTally tally = new RowTally();
      new EventFile(file.getKey(), excludedCustomers, tally)
          .read(file.getValue(), progress, seen::add);
      rows += tally.read();
      if (tally.has(RejectReason.BROKEN_FILE)) {
        warnings.add(file.getValue() + ": " + RejectReason.BROKEN_FILE.description());
      }
    }
    return new InputScan(rows, seen.last, seen.currencies, warnings);
  }

  private static final class Seen {
    private final Set<String> currencies = new TreeSet<>();
    private OptionalLong last = OptionalLong.empty();

    void add(CustomerEvent event) {
      last = OptionalLong.of(Math.max(last.orElse(Long.MIN_VALUE), event.timeMillis()));
      if (event instanceof Purchase purchase) {
        currencies.add(purchase.currency());
      }
    }
  }
}
