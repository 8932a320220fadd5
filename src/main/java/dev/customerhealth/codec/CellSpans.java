package dev.customerhealth.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the cells of the row at a window's mark begin and end; offsets are bytes from the mark. */
final class CellSpans {

  private static final int BROKEN = -1;

  private int[] from = new int[32];
  private int[] to = new int[32];
  private boolean[] escaped = new boolean[32];
  private int count;
  private int end;
  private int next;
  private int lineBreaks;
  private boolean reachedEnd;
  private @Nullable String fault;

  /** Finds the cells; says what is wrong with the row, or null. */
  @Nullable String scan(ByteWindow window) {
    count = 0;
    lineBreaks = 0;
    reachedEnd = false;
    fault = null;
    int at = cell(window, 0);
    while (at != BROKEN && window.at(at) == ',') {
      at = cell(window, at + 1);
    }
    if (at != BROKEN) {
      finish(window, at);
    }
    return fault;
  }

  /** The offset of the byte after the cell. */
  private int cell(ByteWindow window, int start) {
    return window.at(start) == '"' ? quoted(window, start + 1) : plain(window, start);
  }

  private int plain(ByteWindow window, int start) {
    int at = start;
    int b = window.at(at);
    while (b >= 0 && b != ',' && b != '\n') {
      at++;
      b = window.at(at);
    }
    boolean crlf = b == '\n' && at > start && window.at(at - 1) == '\r';
    add(start, crlf ? at - 1 : at, false);
    return at;
  }

  private int quoted(ByteWindow window, int start) {
    boolean hasEscapes = false;
    int at = start;
    for (int b = window.at(at); b >= 0; b = window.at(at)) {
      boolean quote = b == '"';
      if (quote && window.at(at + 1) != '"') {
        add(start, at, hasEscapes);
        return afterQuote(window, at + 1);
      }
      hasEscapes |= quote;
      lineBreaks += b == '\n' ? 1 : 0;
      at += quote ? 2 : 1;
    }
    reachedEnd = window.at(at) == ByteWindow.END;
    end = at;
    return broken("a quote that is never closed");
  }

  private int afterQuote(ByteWindow window, int at) {
    int b = window.at(at);
    if (b == '\r' && window.at(at + 1) == '\n') {
      return at + 1;
    }
    return b == ',' || b == '\n' || b == ByteWindow.END ? at : broken("text after a closing quote");
  }

  private int broken(String why) {
    fault = why;
    return BROKEN;
  }

  private void add(int start, int stop, boolean hasEscapes) {
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      escaped = Arrays.copyOf(escaped, count * 2);
    }
    from[count] = start;
    to[count] = stop;
    escaped[count] = hasEscapes;
    count++;
  }

  private void finish(ByteWindow window, int at) {
    int stop = window.at(at);
    boolean lineBreak = stop == '\n';
    reachedEnd = stop == ByteWindow.END;
    end = lineBreak && at > 0 && window.at(at - 1) == '\r' ? at - 1 : at;
    next = lineBreak ? at + 1 : at;
    fault = stop == ByteWindow.TOO_FAR ? "a row too long" : null;
  }

  /** Where the row ends, its line break excluded. */
  int end() {
    return end;
  }

  /** Where the next row begins. */
  int next() {
    return next;
  }

  /** Line breaks inside quotes. */
  int lineBreaks() {
    return lineBreaks;
  }

  /** Whether the stream ended within or right after this row. */
  boolean reachedEnd() {
    return reachedEnd;
  }

  String[] cells(byte[] row) {
    String[] cells = new String[count];
    for (int i = 0; i < count; i++) {
      String cell = new String(row, from[i], to[i] - from[i], StandardCharsets.UTF_8);
      cells[i] = escaped[i] ? cell.replace("\"\"", "\"") : cell;
    }
    return cells;
  }
}
