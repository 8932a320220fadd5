package dev.customerhealth.io;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.InputFileException;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.Types;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.jspecify.annotations.Nullable;

/** Rows of CSV files to envelopes; a file is read by one reader, from its first row to its last. */
final class CsvEnvelopes implements BulkFormat<Envelope, FileSourceSplit> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 1000;
  private static final byte[] NOTHING = {};

  private final Map<String, EventType> typeOfFile;
  private final EventDecoder decoder;

  CsvEnvelopes(Map<String, EventType> typeOfFile, EventDecoder decoder) {
    this.typeOfFile = Map.copyOf(typeOfFile);
    this.decoder = decoder;
  }

  @Override
  public Reader createReader(Configuration config, FileSourceSplit split) throws IOException {
    Path file = Path.of(split.path().getPath());
    EventType type = typeOfFile.get(file.toString());
    if (type == null) {
      throw new IOException("Not one of the inputs: " + file);
    }
    try {
      return new Reader(file, type, CsvEvents.open(file, type), decoder);
    } catch (InputFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Goes back to the row after those that are part of a checkpoint. */
  @Override
  public Reader restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    Reader reader = createReader(config, split);
    reader.skip(split.getReaderPosition().map(p -> p.getRecordsAfterOffset()).orElse(0L));
    return reader;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Envelope> getProducedType() {
    return Types.ENVELOPE;
  }

  /** Reads batches; the position within a file is the number of its rows that were read. */
  static final class Reader implements BulkFormat.Reader<Envelope> {
    private final Path file;
    private final EventType type;
    private final CsvEvents rows;
    private final EventDecoder decoder;
    private long read;

    Reader(Path file, EventType type, CsvEvents rows, EventDecoder decoder) {
      this.file = file;
      this.type = type;
      this.rows = rows;
      this.decoder = decoder;
    }

    @Override
    public @Nullable RecordIterator<Envelope> readBatch() {
      List<Envelope> batch = new ArrayList<>(BATCH);
      while (batch.size() < BATCH && rows.hasNext()) {
        batch.add(envelope(rows.next()));
      }
      if (batch.isEmpty()) {
        return null;
      }
      var iterator = new ArrayResultIterator<Envelope>();
      iterator.set(
          batch.toArray(Envelope[]::new),
          batch.size(),
          org.apache.flink.connector.file.src.util.CheckpointedPosition.NO_OFFSET,
          read);
      read += batch.size();
      return iterator;
    }

    void skip(long count) {
      while (read < count && rows.hasNext()) {
        rows.next();
        read++;
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }

    private Envelope envelope(CsvRow row) {
      byte[] payload = row.payload();
      if (payload == null) {
        return rejected(row, row.reason(), row.detail());
      }
      Decoded decoded = decoder.decode(type, payload, EventDecoder.LATEST_IN_FILES);
      if (decoded instanceof Decoded.Rejected rejected) {
        return rejected(row, rejected.reason(), rejected.detail());
      }
      CustomerEvent event = ((Decoded.Event) decoded).event();
      return new Envelope(
          type,
          event.customerId(),
          event.timeMillis(),
          event.id(),
          file.getFileName().toString(),
          Envelope.NO_PARTITION,
          row.line(),
          Envelope.NOT_APPENDED,
          null,
          payload,
          null,
          null,
          row.raw());
    }

    private Envelope rejected(CsvRow row, @Nullable RejectReason reason, String detail) {
      return new Envelope(
          type,
          "",
          Long.MIN_VALUE,
          "",
          file.getFileName().toString(),
          Envelope.NO_PARTITION,
          row.line(),
          Envelope.NOT_APPENDED,
          null,
          NOTHING,
          reason == null ? RejectReason.UNREADABLE : reason,
          detail,
          row.raw());
    }
  }
}
