package dev.customerhealth.testing;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.InputFileException;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The purchases of Online Retail II, which ship with the project, as rows of text. */
public final class Retail {

  public static final String HEADER =
      "customer_id,event_time,transaction_id,amount,currency,item_count";
  public static final String VISITS_HEADER = "customer_id,event_time,visit_id";

  private static final Path FILE = Path.of("data/online_retail_ii.csv.gz");

  private Retail() {}

  /** All rows, in the order of time. */
  public static List<String> rows() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      if (!HEADER.equals(reader.readLine())) {
        throw new IllegalStateException("Other columns than expected in " + FILE);
      }
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All purchases of every n-th customer. */
  public static List<String> rowsOfEvery(int nth) {
    return rows().stream().filter(row -> Integer.parseInt(customerOf(row)) % nth == 0).toList();
  }

  /** A visit on the day before every third purchase, often one that was already counted. */
  public static List<String> visitsBefore(List<String> purchases) {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < purchases.size(); i += 3) {
      String[] cells = purchases.get(i).split(",", -1);
      long time = Instant.parse(cells[1]).toEpochMilli() - (i % 2) * Inputs.DAY;
      visits.add(cells[0] + "," + time + ",v" + i);
    }
    return visits;
  }

  public static Path write(Path file, String header, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(rows.size() + 1);
    lines.add(header);
    lines.addAll(rows);
    return Files.write(file, lines);
  }

  /** The rows of a file that has no bad ones, as the job sees them. */
  public static List<Envelope> events(EventType type, Path file)
      throws InputFileException, IOException {
    List<Envelope> events = new ArrayList<>();
    try (CsvEvents rows = CsvEvents.open(file, type)) {
      while (rows.hasNext()) {
        events.add(event(type, rows.next().payload()));
      }
    }
    return events;
  }

  private static Envelope event(EventType type, byte[] payload) {
    CustomerEvent event = Inputs.event(type, payload);
    return new Envelope(
        type,
        event.customerId(),
        event.timeMillis(),
        event.id(),
        "",
        Envelope.NO_PARTITION,
        0,
        Envelope.NOT_APPENDED,
        null,
        payload,
        null,
        null);
  }

  private static String customerOf(String row) {
    return row.substring(0, row.indexOf(','));
  }
}
