package dev.customerhealth.cli;

import dev.customerhealth.codec.CsvReader;
import dev.customerhealth.domain.Feedback;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Feedback with a rating, for measuring only: unlike the events of the job it needs neither a
 * customer nor a time.
 */
final class RatedFeedback implements Closeable {

  private static final double DEFAULT_MIN = 1;
  private static final double DEFAULT_MAX = 5;
  private static final int GZIP_MAGIC = 0x1F;

  private final CsvReader rows;
  private final Map<String, Integer> columns = new HashMap<>();
  private CsvReader.@Nullable Row next;

  private RatedFeedback(CsvReader rows) {
    this.rows = rows;
    CsvReader.Row header = rows.next();
    if (header != null) {
      for (int i = 0; i < header.cells().length; i++) {
        columns.putIfAbsent(header.cells()[i].strip().toLowerCase(Locale.ROOT), i);
      }
    }
    this.next = rows.next();
  }

  /**
   * @throws WrongUsage when the file lacks a column that is needed
   */
  static RatedFeedback open(Path file) throws IOException {
    var feedback = new RatedFeedback(new CsvReader(stream(file)));
    for (String column : new String[] {"feedback_id", "rating"}) {
      if (!feedback.columns.containsKey(column)) {
        feedback.close();
        throw new WrongUsage("--feedback: " + file + " has no column " + column);
      }
    }
    return feedback;
  }

  private static InputStream stream(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(1);
    boolean zipped = in.read() == GZIP_MAGIC;
    in.reset();
    return zipped ? new GZIPInputStream(in) : in;
  }

  boolean hasNext() {
    return next != null;
  }

  /** Null for a row that is broken, has no rating, or one outside its scale. */
  @Nullable Feedback next() {
    CsvReader.Row row = next;
    next = rows.next();
    if (row == null || row.fault() != null || row.cells().length < columns.size()) {
      return null;
    }
    String[] cells = row.cells();
    Double rating = number(cell(cells, "rating"), Double.NaN);
    double min = number(cell(cells, "scale_min"), DEFAULT_MIN);
    double max = number(cell(cells, "scale_max"), DEFAULT_MAX);
    return rating >= min && rating <= max && min < max ? feedback(cells, rating, min, max) : null;
  }

  private Feedback feedback(String[] cells, double rating, double min, double max) {
    return new Feedback(
        "",
        0,
        cell(cells, "feedback_id"),
        rating,
        min,
        max,
        null,
        nps(cell(cells, "nps")),
        expectation(cell(cells, "expectation")),
        emptyToNull(cell(cells, "emotion")),
        emptyToNull(cell(cells, "comment")),
        emptyToNull(cell(cells, "lang")),
        null,
        cell(cells, "public").equalsIgnoreCase("true"),
        null,
        null,
        null,
        null,
        null);
  }

  private String cell(String[] cells, String column) {
    Integer index = columns.get(column);
    return index == null || index >= cells.length ? "" : cells[index];
  }

  private static double number(String cell, double whenEmpty) {
    try {
      return cell.isEmpty() ? whenEmpty : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static @Nullable Integer nps(String cell) {
    double answer = number(cell, Double.NaN);
    return answer >= 0 && answer <= 10 ? Integer.valueOf((int) answer) : null;
  }

  private static Feedback.@Nullable Expectation expectation(String cell) {
    for (Feedback.Expectation answer : Feedback.Expectation.values()) {
      if (answer.name().equalsIgnoreCase(cell)) {
        return answer;
      }
    }
    return null;
  }

  private static @Nullable String emptyToNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
