package dev.customerhealth.codec;

import dev.customerhealth.domain.EventType;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one input file, plain or gzip, in the order of the file and in constant memory. A row
 * that cannot be used comes as a rejection, and reading goes on: after {@link #open} nothing
 * throws.
 */
public final class CsvEvents implements Iterator<CsvRow>, Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final CsvReader reader;
  private final CsvColumns columns;
  private final int width;
  private CsvReader.@Nullable Row next;

  private CsvEvents(CsvReader reader, CsvColumns columns, int width) {
    this.reader = reader;
    this.columns = columns;
    this.width = width;
    this.next = reader.next();
  }

  /**
   * @throws InputFileException when the file is missing, a folder, unreadable or empty, or its
   *     header lacks a required column
   */
  public static CsvEvents open(Path file, EventType type) throws InputFileException {
    CsvReader reader = new CsvReader(bytesOf(file));
    try {
      String[] names = header(file, reader);
      return new CsvEvents(reader, new CsvColumns(type, names), names.length);
    } catch (InputFileException e) {
      close(reader, e);
      throw e;
    } catch (IllegalArgumentException e) {
      InputFileException fault = new InputFileException(file, String.valueOf(e.getMessage()));
      close(reader, fault);
      throw fault;
    }
  }

  /** The plain bytes of a file; gzip is known by its first two bytes, whatever the name. */
  public static InputStream bytesOf(Path file) throws InputFileException {
    if (Files.isDirectory(file)) {
      throw new InputFileException(file, "is a folder, not a file");
    }
    if (!Files.exists(file)) {
      throw new InputFileException(file, "does not exist");
    }
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      in.mark(2);
      boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    } catch (IOException e) {
      throw new InputFileException(file, "cannot be read: " + e);
    }
  }

  private static String[] header(Path file, CsvReader reader) throws InputFileException {
    CsvReader.Row header = reader.next();
    if (header == null) {
      throw new InputFileException(
          file, "is empty: a header with the names of the columns is needed");
    }
    if (header.raw().indexOf('\0') >= 0) {
      throw new InputFileException(
          file, "is not text in UTF-8 (a spreadsheet or UTF-16?): save it as CSV UTF-8");
    }
    if (header.fault() != null) {
      throw new InputFileException(file, "its header cannot be read: " + header.detail());
    }
    return header.cells();
  }

  private static void close(CsvReader reader, InputFileException fault) {
    try {
      reader.close();
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public CsvRow next() {
    CsvReader.Row row = next;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = reader.next();
    return toEvent(row);
  }

  private CsvRow toEvent(CsvReader.Row row) {
    if (row.fault() != null) {
      return CsvRow.rejected(row.line(), row.raw(), row.fault(), row.detail());
    }
    if (row.cells().length != width) {
      String detail = row.cells().length + " cells, the header has " + width;
      return CsvRow.rejected(row.line(), row.raw(), RejectReason.MALFORMED_ROW, detail);
    }
    try {
      return CsvRow.of(row.line(), row.raw(), columns.encode(row.cells()));
    } catch (Rejection e) {
      return CsvRow.rejected(row.line(), row.raw(), e.reason(), e.detail());
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
