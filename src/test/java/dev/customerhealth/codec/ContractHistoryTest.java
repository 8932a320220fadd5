package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's schemas read what every release wrote. A release adds its folder with {@code mvn test
 * -Dtest=ContractHistoryTest -Davro.history.write=VERSION}; what lies there is never changed
 * afterwards.
 */
class ContractHistoryTest {

  private static final Path AVRO = Path.of("avro");
  private static final Path HISTORY = AVRO.resolve("history");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Path> releasedSchemas() throws IOException {
    String version = System.getProperty("avro.history.write");
    if (version != null) {
      release(version);
    }
    try (Stream<Path> files = Files.walk(HISTORY)) {
      return files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("releasedSchemas")
  void todaysSchemaReadsWhatWasWritten(Path released) throws IOException {
    Schema writer = ContractTest.parse(released);
    Schema reader = today(writer.getName());

    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(SchemaFit.fault(reader, writer)).isNull();

    byte[] bytes = HexFormat.of().parseHex(Files.readString(beside(released, ".hex")).strip());
    SpecificRecord read = decode(reader, bytes);
    assertSameWhereWritten(
        JSON.readTree(Files.readString(beside(released, ".json"))),
        JSON.readTree(AvroJson.bytes(read)),
        "");
  }

  @Test
  void theIndexNamesEveryReleasedSchema() throws IOException {
    List<String> released =
        releasedSchemas().map(f -> HISTORY.relativize(f).toString().replace('\\', '/')).toList();

    assertThat(Files.readAllLines(HISTORY.resolve("index.txt")))
        .isNotEmpty()
        .containsExactlyElementsOf(released);
  }

  @Test
  void noRecordWasEverRemoved() throws IOException {
    List<String> today =
        Arrays.stream(Topic.values()).map(topic -> topic.schema().getName()).toList();

    assertThat(releasedSchemas().map(f -> ContractTest.parse(f).getName()).distinct())
        .isSubsetOf(today);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a default taken away | {'name':'x','type':'string','doc':'d'} |",
        "another type | {'name':'x','type':'int','doc':'d'} | {'name':'x','type':'string','doc':'d'}",
        "another scale | {'name':'x','type':{'type':'bytes','logicalType':'decimal','precision':20,'scale':2}} | {'name':'x','type':{'type':'bytes','logicalType':'decimal','precision':20,'scale':4}}",
        "micros for millis | {'name':'x','type':{'type':'long','logicalType':'timestamp-micros'}} | {'name':'x','type':{'type':'long','logicalType':'timestamp-millis'}}",
        "null no more | {'name':'x','type':'string'} | {'name':'x','type':['null','string']}",
        "a symbol removed with no default | {'name':'x','type':{'type':'enum','name':'E','symbols':['A']}} | {'name':'x','type':{'type':'enum','name':'E','symbols':['A','B']}}",
      })
  void anIncompatibleChangeIsFound(String change, String readerField, String writerField) {
    assertThat(SchemaFit.fault(recordOf(readerField), recordOf(writerField)))
        .as(change)
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a new field with a default | {'name':'x','type':'string','default':'y'} |",
        "a field removed | | {'name':'x','type':'string'}",
        "null from now on | {'name':'x','type':['null','string']} | {'name':'x','type':'string'}",
        "a wider number | {'name':'x','type':'long'} | {'name':'x','type':'int'}",
        "a symbol removed with a default | {'name':'x','type':{'type':'enum','name':'E','symbols':['A'],'default':'A'}} | {'name':'x','type':{'type':'enum','name':'E','symbols':['A','B']}}",
      })
  void aCompatibleChangeIsAllowed(String change, String readerField, String writerField) {
    assertThat(SchemaFit.fault(recordOf(readerField), recordOf(writerField))).as(change).isNull();
  }

  private static Schema recordOf(String field) {
    String fields = field == null ? "" : field.replace('\'', '"');
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }

  private static Schema today(String name) {
    return Arrays.stream(Topic.values())
        .map(Topic::schema)
        .filter(schema -> schema.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static SpecificRecord decode(Schema reader, byte[] bytes) {
    try {
      return new PayloadReader<>(reader, null).read(bytes);
    } catch (Rejection e) {
      throw new AssertionError(e.reason() + " " + e.detail());
    }
  }

  /** Fields added since then may be there too; a field removed since then is gone. */
  private static void assertSameWhereWritten(JsonNode written, JsonNode read, String path) {
    if (!written.isObject()) {
      assertThat(read).as(path).isEqualTo(written);
      return;
    }
    written
        .fields()
        .forEachRemaining(
            field -> {
              if (read.has(field.getKey())) {
                assertSameWhereWritten(
                    field.getValue(), read.get(field.getKey()), path + "/" + field.getKey());
              }
            });
  }

  private static Path beside(Path schema, String extension) {
    return schema.resolveSibling(schema.getFileName().toString().replace(".avsc", extension));
  }

  private static void release(String version) throws IOException {
    Path folder = Files.createDirectories(HISTORY.resolve(version));
    for (Schema schema :
        Arrays.stream(Topic.values()).map(Topic::schema).collect(Collectors.toSet())) {
      SpecificRecord sample = Samples.of(schema);
      Path copy = folder.resolve(schema.getName() + ".avsc");
      Files.writeString(copy, Files.readString(AVRO.resolve(schema.getName() + ".avsc")));
      Files.writeString(
          beside(copy, ".hex"), HexFormat.of().formatHex(new EventEncoder().encode(sample)) + "\n");
      Files.writeString(beside(copy, ".json"), AvroJson.text(sample) + "\n");
    }
    try (Stream<Path> files = Files.walk(HISTORY)) {
      Files.write(
          HISTORY.resolve("index.txt"),
          files
              .filter(f -> f.toString().endsWith(".avsc"))
              .map(f -> HISTORY.relativize(f).toString().replace('\\', '/'))
              .sorted()
              .toList());
    }
  }
}
