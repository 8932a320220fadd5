package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.DeadLetterReason;
import dev.customerhealth.avro.InputType;
import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void everyRecordAndEveryFieldIsDocumented() throws IOException {
    for (Schema named : namedTypes()) {
      assertThat(named.getDoc()).as(named.getFullName()).isNotBlank();
      if (named.getType() == Schema.Type.RECORD) {
        named
            .getFields()
            .forEach(f -> assertThat(f.doc()).as(named.getName() + "." + f.name()).isNotBlank());
      }
    }
  }

  @Test
  void everyEnumFallsBackToUnknownForOlderReaders() throws IOException {
    assertThat(namedTypes())
        .filteredOn(named -> named.getType() == Schema.Type.ENUM)
        .isNotEmpty()
        .allSatisfy(symbols -> assertThat(symbols.getEnumDefault()).isEqualTo("UNKNOWN"));
  }

  @Test
  void optionalFieldsAreNullByDefault() throws IOException {
    for (Schema named : namedTypes()) {
      if (named.getType() == Schema.Type.RECORD) {
        named.getFields().stream()
            .filter(f -> f.schema().isUnion())
            .forEach(
                f -> {
                  assertThat(f.schema().getTypes().get(0).getType())
                      .as(f.name())
                      .isEqualTo(Schema.Type.NULL);
                  assertThat(f.hasDefaultValue()).as(f.name()).isTrue();
                });
      }
    }
  }

  @Test
  void moneyIsAlwaysADecimalOfTwentyDigitsFourOfThemDecimals() throws IOException {
    for (Schema named : namedTypes()) {
      if (named.getType() == Schema.Type.RECORD) {
        named.getFields().stream()
            .flatMap(
                f -> f.schema().isUnion() ? f.schema().getTypes().stream() : Stream.of(f.schema()))
            .filter(schema -> schema.getType() == Schema.Type.BYTES)
            .forEach(
                schema ->
                    assertThat(schema.getLogicalType()).isEqualTo(LogicalTypes.decimal(20, 4)));
      }
    }
  }

  @Test
  void aTypeThatStandsInSeveralFilesIsTheSameInAll() throws IOException {
    Map<String, String> seen = new HashMap<>();
    for (Schema named : namedTypes()) {
      String before = seen.put(named.getFullName(), named.toString());
      assertThat(before == null ? named.toString() : before).isEqualTo(named.toString());
    }
  }

  @Test
  void everyTopicCarriesOneOfTheRecords() throws IOException {
    List<String> files = schemas().stream().map(Schema::getFullName).toList();

    assertThat(Arrays.stream(Topic.values()).map(topic -> topic.schema().getFullName()).distinct())
        .containsExactlyInAnyOrderElementsOf(files);
    assertThat(EventType.inputs())
        .allSatisfy(type -> assertThat(Topic.of(type).schema()).isEqualTo(Contract.input(type)));
  }

  @Test
  void theWireKnowsEveryReasonAndEveryInput() {
    assertThat(names(DeadLetterReason.values()))
        .containsExactlyElementsOf(withUnknown(names(RejectReason.values())));
    assertThat(names(InputType.values()))
        .containsExactlyElementsOf(
            withUnknown(names(EventType.inputs().toArray(EventType[]::new))));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  private static List<String> withUnknown(List<String> names) {
    return Stream.concat(names.stream(), Stream.of("UNKNOWN")).toList();
  }

  private static List<Schema> schemas() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("avro"))) {
      return files
          .filter(f -> f.toString().endsWith(".avsc"))
          .sorted()
          .map(ContractTest::parse)
          .toList();
    }
  }

  static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Records and enums wherever they stand, once per place of definition. */
  private static List<Schema> namedTypes() throws IOException {
    return schemas().stream().flatMap(ContractTest::named).toList();
  }

  private static Stream<Schema> named(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          Stream.concat(
              Stream.of(schema), schema.getFields().stream().flatMap(f -> named(f.schema())));
      case ENUM -> Stream.of(schema);
      case ARRAY -> named(schema.getElementType());
      case MAP -> named(schema.getValueType());
      case UNION -> schema.getTypes().stream().flatMap(ContractTest::named);
      default -> Stream.empty();
    };
  }
}
