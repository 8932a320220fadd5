package dev.customerhealth.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 over UTF-8 bytes, in constant memory. Blank lines are skipped; LF and CRLF both end a
 * row.
 *
 * <p>A broken row costs one line: when quoting goes wrong, only the row's first line is given up,
 * and reading goes on at the next one. A quote left open therefore cannot swallow the rest of the
 * file.
 */
public final class CsvReader implements Closeable {

  /** A row may have this many bytes, quotes and line breaks inside quotes included. */
  public static final int MAX_ROW_BYTES = 1 << 20;

  private final InputStream in;
  private final ByteWindow window;
  private final CellSpans spans = new CellSpans();
  private long line = 1;
  private boolean done;

  public CsvReader(InputStream in) {
    this.in = in;
    this.window = new ByteWindow(in, MAX_ROW_BYTES + 2);
    if (window.at(0) == 0xEF && window.at(1) == 0xBB && window.at(2) == 0xBF) {
      window.advance(3);
    }
  }

  /**
   * A row.
   *
   * @param line where it starts, from 1
   * @param raw as it stands, without its line break
   * @param cells the unquoted cells; empty when there is a fault
   * @param fault null when the row is sound
   */
  public record Row(
      long line, String raw, String[] cells, @Nullable RejectReason fault, String detail) {}

  /**
   * The next row, or null after the last one. A stream that breaks off gives one last row that says
   * so.
   */
  public @Nullable Row next() {
    while (!done) {
      if (window.at(0) == ByteWindow.END && window.failure() == null) {
        done = true;
      } else if (!skipBlankLine()) {
        return row();
      }
    }
    return null;
  }

  private boolean skipBlankLine() {
    int first = window.at(0);
    int breakBytes = first == '\n' ? 1 : first == '\r' && window.at(1) == '\n' ? 2 : 0;
    window.advance(breakBytes);
    line += breakBytes == 0 ? 0 : 1;
    return breakBytes > 0;
  }

  private Row row() {
    String fault = spans.scan(window);
    if (spans.reachedEnd() && window.failure() != null) {
      return brokenOff();
    }
    return fault == null ? soundRow() : brokenLine(fault);
  }

  private Row soundRow() {
    byte[] bytes = window.copy(0, spans.end());
    String raw = new String(bytes, StandardCharsets.UTF_8);
    Row row =
        isText(raw, bytes)
            ? new Row(line, raw, spans.cells(bytes), null, "")
            : rejected(raw, RejectReason.MALFORMED_ROW, "bytes that are not UTF-8");
    line += spans.lineBreaks() + 1;
    window.advance(spans.next());
    return row;
  }

  /** Broken bytes become replacement characters, which do not turn into the same bytes again. */
  private static boolean isText(String raw, byte[] bytes) {
    return raw.indexOf('\uFFFD') < 0 || Arrays.equals(raw.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private Row brokenOff() {
    done = true;
    IOException failure = window.failure();
    String raw = new String(window.copy(0, spans.end()), StandardCharsets.UTF_8);
    return rejected(
        raw, RejectReason.BROKEN_FILE, "everything from this line on is lost: " + cause(failure));
  }

  private static String cause(@Nullable IOException failure) {
    return failure == null ? "" : Rejection.clip(String.valueOf(failure.getMessage()));
  }

  private Row brokenLine(String fault) {
    int length = 0;
    while (window.at(length) >= 0 && window.at(length) != '\n') {
      length++;
    }
    boolean tooLong = window.at(length) == ByteWindow.TOO_FAR;
    String raw = new String(window.copy(0, withoutCarriageReturn(length)), StandardCharsets.UTF_8);
    Row row =
        tooLong
            ? rejected(
                raw, RejectReason.TEXT_TOO_LONG, "a row of more than " + MAX_ROW_BYTES + " bytes")
            : rejected(raw, RejectReason.MALFORMED_ROW, fault);
    window.advance(length);
    skipRestOfLine();
    line++;
    return row;
  }

  private int withoutCarriageReturn(int length) {
    return length > 0 && window.at(length - 1) == '\r' && window.at(length) == '\n'
        ? length - 1
        : length;
  }

  private void skipRestOfLine() {
    int next = window.at(0);
    while (next >= 0 && next != '\n') {
      window.advance(1);
      next = window.at(0);
    }
    window.advance(next == '\n' ? 1 : 0);
  }

  private Row rejected(String raw, RejectReason reason, String detail) {
    return new Row(line, raw, new String[0], reason, detail);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
