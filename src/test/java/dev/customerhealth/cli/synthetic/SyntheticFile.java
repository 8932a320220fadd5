package dev.customerhealth.cli.synthetic;

import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What was made up of one kind as the file that the project ships, columns as the schema says. */
record SyntheticFile(EventType type, List<SpecificRecord> records) {

  private static final Path FOLDER = Path.of("data", "synthetic");

  static SyntheticFile of(EventType type, List<SpecificRecord> all) {
    return new SyntheticFile(
        type, all.stream().filter(record -> SyntheticFeedback.type(record) == type).toList());
  }

  Path path() {
    return FOLDER.resolve(type.plural() + ".csv.gz");
  }

  String csv() {
    Schema schema = records.get(0).getSchema();
    return header(schema)
        + records.stream().map(record -> row(schema, record)).collect(Collectors.joining());
  }

  String shipped() {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() throws IOException {
    Files.createDirectories(FOLDER);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(path()))) {
      out.write(csv().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String header(Schema schema) {
    return schema.getFields().stream()
            .map(field -> field.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String row(Schema schema, SpecificRecord record) {
    return schema.getFields().stream()
            .map(field -> cell(record.get(field.pos())))
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.matches("(?s).*[,\"\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
