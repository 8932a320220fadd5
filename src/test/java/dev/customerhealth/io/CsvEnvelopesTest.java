package dev.customerhealth.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEnvelopesTest {

  private static final int ROWS = 2500;
  private static final String HEADER = "customer_id,event_time,transaction_id,amount,currency\n";

  @TempDir Path folder;
  private Path file;
  private CsvEnvelopes format;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("purchases.csv");
    StringBuilder text = new StringBuilder(HEADER);
    for (int row = 1; row <= ROWS; row++) {
      text.append(row % 100 == 0 ? "an,yesterday,p" : "an,2020-01-01T00:00:00Z,p")
          .append(row)
          .append(",10,GBP\n");
    }
    Files.writeString(file, text);
    format = new CsvEnvelopes(Map.of(file.toString(), EventType.PURCHASE), new EventDecoder());
  }

  @Test
  void rowsComeInTheirOrderWithTheirLine() throws IOException {
    List<Envelope> read = rest(format.createReader(new Configuration(), split(null)));
    assertThat(read).hasSize(ROWS);
    for (int row = 1; row <= ROWS; row++) {
      Envelope envelope = read.get(row - 1);
      assertThat(envelope.offset()).isEqualTo(row + 1);
      assertThat(envelope.partition()).isEqualTo(Envelope.NO_PARTITION);
      assertThat(envelope.source()).isEqualTo("purchases.csv");
      assertThat(envelope.isRejected()).isEqualTo(row % 100 == 0);
    }
    assertThat(read.get(0).id()).isEqualTo("p1");
    assertThat(read.get(0).timeMillis())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void aRowThatCannotBeReadKeepsItsText() throws IOException {
    Envelope bad = rest(format.createReader(new Configuration(), split(null))).get(99);
    assertThat(bad.reason()).isEqualTo(RejectReason.INVALID_TIME);
    assertThat(bad.row()).isEqualTo("an,yesterday,p100,10,GBP");
    assertThat(bad.timeMillis()).isEqualTo(Long.MIN_VALUE);
  }

  /** Before, inside, between and after the batches. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 999, 1000, 1001, 1999, 2000, 2499, 2500})
  void aRestoredReaderGoesOnAfterTheLastRowOfTheCheckpoint(int rows) throws IOException {
    CheckpointedPosition position = null;
    try (var reader = format.createReader(new Configuration(), split(null))) {
      List<RecordAndPosition<Envelope>> read = new ArrayList<>();
      while (read.size() < rows) {
        batch(reader, read, rows);
      }
      if (rows > 0) {
        var last = read.get(rows - 1);
        position = new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount());
      }
    }
    List<Envelope> rest = rest(format.restoreReader(new Configuration(), split(position)));
    assertThat(rest).hasSize(ROWS - rows);
    if (rows < ROWS) {
      assertThat(rest.get(0).offset()).isEqualTo(rows + 2);
    }
    // And the positions go on counting from there.
    List<RecordAndPosition<Envelope>> again = new ArrayList<>();
    try (var reader = format.restoreReader(new Configuration(), split(position))) {
      batch(reader, again, 1);
    }
    again.forEach(next -> assertThat(next.getRecordSkipCount()).isEqualTo(rows + 1));
  }

  @Test
  void aFileThatIsNoInputOrHasNoSuchColumnsIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), HEADER);
    assertThatThrownBy(() -> format.createReader(new Configuration(), splitOf(other, null)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.csv");
    Files.writeString(file, "customer_id,event_time\n");
    assertThatThrownBy(() -> format.createReader(new Configuration(), split(null)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("transaction_id");
  }

  @Test
  void aFileIsReadByOneReader() {
    assertThat(format.isSplittable()).isFalse();
  }

  private static List<Envelope> rest(BulkFormat.Reader<Envelope> reader) throws IOException {
    List<RecordAndPosition<Envelope>> read = new ArrayList<>();
    try (reader) {
      while (batch(reader, read, Integer.MAX_VALUE)) {
        // until there is no more
      }
    }
    return read.stream().map(RecordAndPosition::getRecord).toList();
  }

  private static boolean batch(
      BulkFormat.Reader<Envelope> reader, List<RecordAndPosition<Envelope>> read, int limit)
      throws IOException {
    var batch = reader.readBatch();
    if (batch == null) {
      return false;
    }
    RecordAndPosition<Envelope> next = batch.next();
    while (next != null && read.size() < limit) {
      read.add(
          new RecordAndPosition<>(next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
      next = batch.next();
    }
    batch.releaseBatch();
    return true;
  }

  private FileSourceSplit split(CheckpointedPosition position) throws IOException {
    return splitOf(file, position);
  }

  private static FileSourceSplit splitOf(Path file, CheckpointedPosition position)
      throws IOException {
    long size = Files.size(file);
    return new FileSourceSplit(
        "1",
        new org.apache.flink.core.fs.Path(file.toString()),
        0,
        size,
        0,
        size,
        new String[0],
        position);
  }
}
