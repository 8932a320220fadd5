package dev.customerhealth.cli;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.InputFileException;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an input file row by row: bad rows are counted by reason and stop nothing. */
final class EventFile {

  private final EventType type;
  private final Set<String> excludedCustomers;
  private final RowTally tally;
  private final EventDecoder decoder = new EventDecoder();

  /**
   * @param excludedCustomers ids that stand for nobody in particular
   */
  EventFile(EventType type, Set<String> excludedCustomers, RowTally tally) {
    this.type = type;
    this.excludedCustomers = excludedCustomers;
    this.tally = tally;
  }

  /**
   * Hands over every good row, in the order of the file.
   *
   * @throws WrongUsage when the file cannot be read at all
   */
  void read(Path file, Progress progress, Consumer<CustomerEvent> each) throws IOException {
    try (CsvEvents rows = CsvEvents.open(file, type)) {
      while (rows.hasNext()) {
        CustomerEvent event = event(rows.next());
        if (event != null) {
          each.accept(event);
        }
        progress.at(tally.addRead());
      }
    } catch (InputFileException e) {
      throw new WrongUsage("--" + type.plural() + ": " + e.getMessage());
    }
  }

  private @Nullable CustomerEvent event(CsvRow row) {
    byte[] payload = row.payload();
    if (payload == null) {
      RejectReason reason = row.reason();
      return rejected(row, reason == null ? RejectReason.UNREADABLE : reason, row.detail());
    }
    Decoded decoded = decoder.decode(type, payload, EventDecoder.LATEST_IN_FILES);
    if (decoded instanceof Decoded.Rejected rejected) {
      return rejected(row, rejected.reason(), rejected.detail());
    }
    CustomerEvent event = ((Decoded.Event) decoded).event();
    return excludedCustomers.contains(event.customerId())
        ? rejected(row, RejectReason.EXCLUDED_CUSTOMER, "")
        : event;
  }

  private @Nullable CustomerEvent rejected(CsvRow row, RejectReason reason, String detail) {
    tally.addRejected(row.line(), reason, detail);
    return null;
  }
}
