package dev.customerhealth.domain.cadence;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Finds data for tests: what ships with the project, else the folder "shared" beside it (or
 * -Dshared.dir), which not every machine has.
 */
public final class TestData {

  private static final Path SHARED = Path.of(System.getProperty("shared.dir", "../shared"));

  private TestData() {}

  public static Optional<Path> data(String name) {
    return Stream.of(Path.of("data"), SHARED.resolve("data"))
        .map(dir -> dir.resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  /** The whole golden file where there is one, else the sample that ships with the tests. */
  public static List<CSVRecord> golden(String name) {
    Path whole = SHARED.resolve("reference").resolve(name + ".csv");
    try (Reader reader =
        Files.exists(whole)
            ? Files.newBufferedReader(whole)
            : new InputStreamReader(
                TestData.class.getResourceAsStream(name + "_sample.csv"), StandardCharsets.UTF_8)) {
      return rows(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<CSVRecord> gzipped(Path file) {
    try (Reader reader =
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
      return rows(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CSVRecord> rows(Reader reader) throws IOException {
    return CSVFormat.DEFAULT
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(reader)
        .getRecords();
  }
}
