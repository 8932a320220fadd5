package dev.customerhealth.cli;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.InputFileException;
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
import org.jspecify.annotations.Nullable;

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
   * @throws WrongUsage when a file cannot be read at all
   */
  static InputScan of(Map<EventType, Path> files, Progress progress) throws IOException {
    Counting counting = new Counting(progress);
    for (Map.Entry<EventType, Path> file : files.entrySet()) {
      counting.read(file.getKey(), file.getValue());
    }
    return new InputScan(counting.rows, counting.last, counting.currencies, counting.warnings);
  }

  private static final class Counting {
    private final EventDecoder decoder = new EventDecoder();
    private final Progress progress;
    private final Set<String> currencies = new TreeSet<>();
    private OptionalLong last = OptionalLong.empty();
    private final List<String> warnings = new ArrayList<>();
    private long rows;

    Counting(Progress progress) {
      this.progress = progress;
    }

    void read(EventType type, Path file) throws IOException {
      try (CsvEvents events = CsvEvents.open(file, type)) {
        while (events.hasNext()) {
          CsvRow row = events.next();
          count(type, row);
          if (row.reason() == RejectReason.BROKEN_FILE) {
            warnings.add(file + ": " + row.reason().description());
          }
        }
      } catch (InputFileException e) {
        throw new WrongUsage("--" + type.plural() + ": " + e.getMessage());
      }
    }

    private void count(EventType type, CsvRow row) {
      rows++;
      progress.at(rows);
      byte @Nullable [] payload = row.payload();
      if (payload == null) {
        return;
      }
      if (decoder.decode(type, payload, EventDecoder.LATEST_IN_FILES)
          instanceof Decoded.Event decoded) {
        count(decoded.event());
      }
    }

    private void count(CustomerEvent event) {
      last = OptionalLong.of(Math.max(last.orElse(Long.MIN_VALUE), event.timeMillis()));
      if (event instanceof Purchase purchase) {
        currencies.add(purchase.currency());
      }
    }
  }
}
