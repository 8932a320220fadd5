package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvEventsTest {

  private static final String HEADER =
      "customer_id,event_time,transaction_id,amount,currency,item_count\n";
  private static final String GOOD = "an,2011-06-01T12:00:00Z,t1,12.5,GBP,3\n";

  @TempDir Path folder;

  private final EventDecoder decoder = new EventDecoder();

  @Test
  void aRowBecomesAPurchase() throws IOException {
    assertThat(purchases(HEADER + GOOD))
        .containsExactly(
            new Purchase(
                "an",
                1306929600000L,
                "t1",
                new BigDecimal("12.5000"),
                "GBP",
                3,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void columnsMayStandInAnyOrderAndUnknownOnesAreIgnored() throws IOException {
    String file =
        "\uFEFFcurrency, Amount ,note,transaction_id,event_time,customer_id\r\n"
            + "gbp,1,\"a \"\"note\"\",\nof two lines\",t1,1306929600000,an\r\n";

    assertThat(purchases(file))
        .containsExactly(
            new Purchase(
                "an",
                1306929600000L,
                "t1",
                new BigDecimal("1.0000"),
                "GBP",
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "2011-06-01T12:00:00Z, 1306929600000",
    "2011-06-01T12:00Z, 1306929600000",
    "2011-06-01T19:00:00+07:00, 1306929600000",
    "2011-06-01T19:00+07:00, 1306929600000",
    "2011-06-01T12:00:00.123Z, 1306929600123",
    "1306929600000, 1306929600000",
    "0, 0",
  })
  void timesAreIsoOrEpochMillis(String text, long millis) throws IOException {
    assertThat(purchases(HEADER + "an," + text + ",t1,1,GBP,\n").get(0).timeMillis())
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",2011-06-01T12:00:00Z,t1,1,GBP, | MISSING_FIELD",
        "an,,t1,1,GBP, | MISSING_FIELD",
        "an,2011-06-01T12:00:00Z,,1,GBP, | MISSING_FIELD",
        "an,2011-06-01T12:00:00Z,t1,1,, | MISSING_FIELD",
        "an,2011-06-01,t1,1,GBP, | INVALID_TIME",
        "an,2011-06-01T12:00:00,t1,1,GBP, | INVALID_TIME",
        "an,2011-02-30T12:00:00Z,t1,1,GBP, | INVALID_TIME",
        "an,2011-02-03T24:00:00Z,t1,1,GBP, | INVALID_TIME",
        "an,99999999999999999999,t1,1,GBP, | INVALID_TIME",
        "an,-1,t1,1,GBP, | TIME_BEFORE_1970",
        "an,1969-12-31T23:59:59Z,t1,1,GBP, | TIME_BEFORE_1970",
        "an,2100-01-01T00:00:01Z,t1,1,GBP, | TIME_IN_FUTURE",
        "an,2011-06-01T12:00:00Z,t1,NaN,GBP, | INVALID_AMOUNT",
        "an,2011-06-01T12:00:00Z,t1,Infinity,GBP, | INVALID_AMOUNT",
        "an,2011-06-01T12:00:00Z,t1,1.2.3,GBP, | INVALID_AMOUNT",
        "an,2011-06-01T12:00:00Z,t1,1e400000000,GBP, | AMOUNT_OUT_OF_RANGE",
        "an,2011-06-01T12:00:00Z,t1,-1000000000000.01,GBP, | AMOUNT_OUT_OF_RANGE",
        "an,2011-06-01T12:00:00Z,t1,1,GB, | INVALID_CURRENCY",
        "an,2011-06-01T12:00:00Z,t1,1,G1P, | INVALID_CURRENCY",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,three | INVALID_NUMBER",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,3.5 | INVALID_NUMBER",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,1e-400000000 | INVALID_NUMBER",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,1e400000000 | NUMBER_OUT_OF_RANGE",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,1000001 | NUMBER_OUT_OF_RANGE",
        "an,2011-06-01T12:00:00Z,t1,1,GBP | MALFORMED_ROW",
        "an,2011-06-01T12:00:00Z,t1,1,GBP,3,4 | MALFORMED_ROW",
        "\"an\"x,2011-06-01T12:00:00Z,t1,1,GBP,3 | MALFORMED_ROW",
        "\"an,2011-06-01T12:00:00Z,t1,1,GBP,3 | MALFORMED_ROW",
      })
  void aBadRowIsRejectedAndItsNeighboursAreNot(String row, RejectReason reason) throws IOException {
    String before = GOOD;
    String after = "binh,2011-06-01T12:00:00Z,t2,7,GBP,1\n";

    List<CsvRow> rows = read(file(HEADER + before + row + "\n" + after), EventType.PURCHASE);

    assertThat(rows).extracting(this::reason).containsExactly(null, reason, null);
    assertThat(rows).extracting(CsvRow::line).containsExactly(2L, 3L, 4L);
    assertThat(rows.get(1).raw()).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({
    "0.00004,0.0000",
    "0.00005,0.0000",
    "0.00015,0.0002",
    "-7,-7.0000",
    "1e-400000000,0.0000",
    "1e12,1000000000000.0000"
  })
  void amountsAreRoundedHalfEvenToFourDecimals(String text, BigDecimal amount) throws IOException {
    assertThat(purchases(HEADER + "an,0,t1," + text + ",GBP,\n").get(0).amount()).isEqualTo(amount);
  }

  @Test
  void anEmptyAmountIsUnknownAndAWholeCountMayHaveAPoint() throws IOException {
    Purchase read = purchases(HEADER + "an,0,t1,,GBP,3.0\n").get(0);

    assertThat(read.amount()).isNull();
    assertThat(read.itemCount()).isEqualTo(3);
  }

  @Test
  void theItemsOfAReturnMayCarryAMinus() throws IOException {
    List<CsvRow> rows =
        read(
            file(HEADER + "an,0,t1,-5,GBP,-3\nan,0,t2,-5,GBP,3\nan,0,t3,5,GBP,-3\n"),
            EventType.PURCHASE);

    assertThat(rows)
        .extracting(this::reason)
        .containsExactly(null, null, RejectReason.NUMBER_OUT_OF_RANGE);
    assertThat(((Purchase) event(rows.get(0), EventType.PURCHASE)).itemCount()).isEqualTo(3);
    assertThat(((Purchase) event(rows.get(1), EventType.PURCHASE)).itemCount()).isEqualTo(3);
  }

  @Test
  void everyRowOfOnlineRetailIsAPurchase() throws IOException {
    Path file =
        Stream.of(Path.of("data"), Path.of("..", "shared", "data"))
            .map(place -> place.resolve("online_retail_ii.csv.gz"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(file != null, "online_retail_ii.csv.gz is not here");

    List<CsvRow> rows = read(file, EventType.PURCHASE);

    assertThat(rows).hasSize(44_876).allMatch(row -> reason(row, EventType.PURCHASE) == null);
  }

  @Test
  void aVisitWithoutKindCame() throws IOException {
    List<CsvRow> rows =
        read(
            file(
                "customer_id,event_time,visit_id,kind\nan,0,v1,\nan,0,v2,no_show\nan,0,v3,WALKED\nan,0,v4,UNKNOWN\n"),
            EventType.VISIT);

    assertThat(rows)
        .extracting(this::reason)
        .containsExactly(null, null, RejectReason.UNKNOWN_SYMBOL, RejectReason.UNKNOWN_SYMBOL);
    assertThat(((Visit) event(rows.get(0), EventType.VISIT)).kind()).isEqualTo(Visit.Kind.CAME);
    assertThat(((Visit) event(rows.get(1), EventType.VISIT)).kind()).isEqualTo(Visit.Kind.NO_SHOW);
  }

  @Test
  void ratingsAreCheckedAgainstTheirScale() throws IOException {
    String header = "customer_id,event_time,feedback_id,rating,scale_min,scale_max,nps,public\n";
    List<CsvRow> rows =
        read(
            file(
                header
                    + "an,0,f1,4,,,,TRUE\nan,0,f2,6,,,,\nan,0,f3,9,0,10,,\nan,0,f4,3,5,5,,\nan,0,f5,,,,11,\nan,0,f6,,,,10,maybe\n"),
            EventType.FEEDBACK);

    assertThat(rows)
        .extracting(row -> reason(row, EventType.FEEDBACK))
        .containsExactly(
            null,
            RejectReason.NUMBER_OUT_OF_RANGE,
            null,
            RejectReason.INVALID_SCALE,
            RejectReason.NUMBER_OUT_OF_RANGE,
            RejectReason.INVALID_BOOLEAN);
    Feedback first = (Feedback) event(rows.get(0), EventType.FEEDBACK);
    assertThat(first.scaleMin()).isEqualTo(1.0);
    assertThat(first.scaleMax()).isEqualTo(5.0);
    assertThat(first.isPublic()).isTrue();
  }

  @Test
  void anOpenQuoteCostsItsLineAndNotTheRestOfTheFile() throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append("\"an,0,t0,1,GBP,\n");
    for (int i = 1; i <= 100; i++) {
      text.append("an,0,t").append(i).append(",1,GBP,\n");
    }

    List<CsvRow> rows = read(file(text.toString()), EventType.PURCHASE);

    assertThat(rows).hasSize(101);
    assertThat(rows.get(0).reason()).isEqualTo(RejectReason.MALFORMED_ROW);
    assertThat(rows.subList(1, 101)).allMatch(row -> row.payload() != null);
    assertThat(rows.get(100).line()).isEqualTo(102);
  }

  @Test
  void aQuotedCommentMaySpanLinesAndLineNumbersStayTrue() throws IOException {
    String header = "customer_id,event_time,feedback_id,comment\n";
    List<CsvRow> rows =
        read(
            file(header + "an,0,f1,\"một\r\nhai, \"\"ba\"\"\"\r\n\r\nan,0,f2,x"),
            EventType.FEEDBACK);

    assertThat(rows).extracting(CsvRow::line).containsExactly(2L, 5L);
    assertThat(rows.get(0).raw()).isEqualTo("an,0,f1,\"một\r\nhai, \"\"ba\"\"\"");
    assertThat(((Feedback) event(rows.get(0), EventType.FEEDBACK)).comment())
        .isEqualTo("một\r\nhai, \"ba\"");
  }

  @Test
  void aRowThatIsNotUtf8IsRejectedAlone() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((HEADER + GOOD).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes("Ngô,0,t2,1,GBP,\n".getBytes(Charset.forName("windows-1258")));
    bytes.writeBytes("Ngô,0,t3,1,GBP,\n".getBytes(StandardCharsets.UTF_8));

    assertThat(read(file(bytes.toByteArray()), EventType.PURCHASE))
        .extracting(this::reason)
        .containsExactly(null, RejectReason.MALFORMED_ROW, null);
  }

  @Test
  void aRowOfManyMegabytesIsRejectedAlone() throws IOException {
    String text = HEADER + GOOD + "an,0," + "x".repeat(3 << 20) + ",1,GBP,\n" + GOOD;

    List<CsvRow> rows = read(file(text), EventType.PURCHASE);

    assertThat(rows)
        .extracting(this::reason)
        .containsExactly(null, RejectReason.TEXT_TOO_LONG, null);
    assertThat(rows.get(1).raw().length()).isLessThan(CsvReader.MAX_ROW_BYTES + 8);
    assertThat(rows.get(2).line()).isEqualTo(4);
  }

  @Test
  void gzipIsKnownByItsContentAndMayBeCutAnywhere() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 1; i <= 2000; i++) {
      text.append("an,")
          .append(i * 7919L)
          .append(",t")
          .append(i)
          .append(",")
          .append(i * 31 % 1000)
          .append(",GBP,\n");
    }
    byte[] whole = gzip(text.toString());

    assertThat(read(file(whole), EventType.PURCHASE))
        .hasSize(2000)
        .allMatch(row -> row.payload() != null);
    for (int length :
        new int[] {whole.length / 2, whole.length - 9, whole.length - 8, whole.length - 1}) {
      List<CsvRow> rows = read(file(Arrays.copyOf(whole, length)), EventType.PURCHASE);
      CsvRow last = rows.get(rows.size() - 1);
      assertThat(last.reason()).as("cut to %d", length).isEqualTo(RejectReason.BROKEN_FILE);
      assertThat(rows.subList(0, rows.size() - 1)).allMatch(row -> row.payload() != null);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithItsFault() throws IOException {
    assertUnusable(folder, "is a folder");
    assertUnusable(folder.resolve("none.csv"), "does not exist");
    assertUnusable(file(""), "is empty");
    assertUnusable(file("\n\n"), "is empty");
    assertUnusable(
        file("customer_id,event_time\n"), "missing column transaction_id, amount, currency");
    assertUnusable(file(HEADER.strip() + ",amount\n"), "column amount stands twice");
    assertUnusable(file(HEADER.getBytes(StandardCharsets.UTF_16)), "UTF-8");
    assertUnusable(file("\"customer_id,event_time"), "header cannot be read");
    assertUnusable(file(Arrays.copyOf(gzip(HEADER), 12)), "header cannot be read");
    assertUnusable(file(Arrays.copyOf(gzip(HEADER), 5)), "cannot be read");
  }

  @Test
  void everyColumnOfEveryFileIsReadIntoItsField() throws IOException {
    for (EveryColumn each : EveryColumn.values()) {
      List<CsvRow> rows = read(file(each.header() + "\n" + each.row() + "\n"), each.type());

      assertThat(rows).hasSize(1);
      assertThat(event(rows.get(0), each.type())).isEqualTo(each.event());
    }
  }

  private List<Purchase> purchases(String text) throws IOException {
    return read(file(text), EventType.PURCHASE).stream()
        .map(row -> (Purchase) event(row, EventType.PURCHASE))
        .toList();
  }

  private dev.customerhealth.domain.CustomerEvent event(CsvRow row, EventType type) {
    assertThat(row.payload()).as(row.detail()).isNotNull();
    Decoded decoded = decoder.decode(type, row.payload(), EventDecoder.LATEST_IN_FILES);
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event) decoded).event();
  }

  private RejectReason reason(CsvRow row) {
    return reason(row, row.raw().contains(",v") ? EventType.VISIT : EventType.PURCHASE);
  }

  private RejectReason reason(CsvRow row, EventType type) {
    if (row.payload() == null) {
      return row.reason();
    }
    Decoded decoded = decoder.decode(type, row.payload(), EventDecoder.LATEST_IN_FILES);
    return decoded instanceof Decoded.Rejected rejected ? rejected.reason() : null;
  }

  private static List<CsvRow> read(Path file, EventType type) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvEvents events = CsvEvents.open(file, type)) {
      events.forEachRemaining(rows::add);
    }
    return rows;
  }

  private void assertUnusable(Path file, String fault) {
    assertThatThrownBy(() -> CsvEvents.open(file, EventType.PURCHASE))
        .isInstanceOf(InputFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(fault);
  }

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "input", ".csv"), bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
