package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.DefectionAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.ScoreChange;
import dev.customerhealth.avro.ServiceLevel;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Avro's own writer is the oracle. */
class SchemaWriterTest {

  private static final int RECORDS = 500;
  private static final String[] TEXTS = {
    "", "an", "Giao hàng chậm", "🙂 quá", "half a pair: \ud83d", "x".repeat(700)
  };
  private static final double[] REALS = {
    0, -0.0, 1, .1, -273.15, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY
  };
  private static final long[] LONGS = {
    0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1_307_000_000_123L, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final EventEncoder encoder = new EventEncoder();

  @ParameterizedTest
  @EnumSource(Topic.class)
  void everyTopicsRecordsAreWrittenAsAvroWritesThem(Topic topic) {
    long seed = 900L + topic.ordinal();
    Random random = new Random(seed);
    SpecificRecord full = Samples.of(topic.schema());
    assertThat(encoder.encode(full)).isEqualTo(EventEncoder.encodeByAvro(full));
    for (int i = 0; i < RECORDS; i++) {
      SpecificRecord some = (SpecificRecord) value(topic.schema(), random);
      assertThat(encoder.encode(some)).as("seed %s, %s", seed, some).isEqualTo(byAvro(some));
    }
  }

  @ParameterizedTest
  @MethodSource("busy")
  void whatIsWrittenOftenIsWrittenDirectly(Schema schema) {
    assertThat(SchemaWriter.of(schema)).isNotNull();
  }

  static Stream<Schema> busy() {
    return Stream.of(
        HealthScore.getClassSchema(),
        HealthScoreFlat.getClassSchema(),
        ScoreChange.getClassSchema(),
        ServiceLevel.getClassSchema());
  }

  @Test
  void whatItCannotWriteIsLeftToAvro() {
    assertThat(SchemaWriter.of(DefectionAlert.getClassSchema())).as("it has a map").isNull();
  }

  @Test
  void whatIsNotOfTheSchemaIsRefusedInAvrosWords() {
    HealthScoreFlat money = (HealthScoreFlat) Samples.of(HealthScoreFlat.getClassSchema());
    money.setValueAtRisk(new BigDecimal("1.23456"));
    HealthScoreFlat nobody = (HealthScoreFlat) Samples.of(HealthScoreFlat.getClassSchema());
    nobody.put("customer_id", null);
    for (SpecificRecord wrong : List.of(money, nobody)) {
      Throwable avros = catching(() -> EventEncoder.encodeByAvro(wrong));
      assertThatThrownBy(() -> encoder.encode(wrong))
          .isInstanceOf(avros.getClass())
          .hasMessage(avros.getMessage());
    }
  }

  private static byte[] byAvro(SpecificRecord source) {
    return EventEncoder.encodeByAvro(source);
  }

  private static Throwable catching(Runnable fails) {
    try {
      fails.run();
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("Avro writes it");
  }

  private static Object value(Schema schema, Random random) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), decimal.getScale());
    }
    if (logical instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay(random.nextInt(60_000) - 20_000);
    }
    if (logical instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli(random.nextLong() >> 20);
    }
    return switch (schema.getType()) {
      case UNION -> random.nextInt(3) == 0 ? null : value(schema.getTypes().get(1), random);
      case RECORD -> record(schema, random);
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(schema.getElementType(), random));
        }
        yield elements;
      }
      case MAP -> Map.of();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case ENUM -> {
        var symbols = schema.getEnumSymbols();
        yield SpecificData.get().createEnum(symbols.get(random.nextInt(symbols.size())), schema);
      }
      case BOOLEAN -> random.nextBoolean();
      case DOUBLE -> REALS[random.nextInt(REALS.length)];
      case INT -> (int) LONGS[random.nextInt(LONGS.length)];
      case LONG -> LONGS[random.nextInt(LONGS.length)];
      case BYTES -> ByteBuffer.wrap(new byte[random.nextInt(9)]);
      default -> throw new AssertionError(schema);
    };
  }

  private static IndexedRecord record(Schema schema, Random random) {
    IndexedRecord record =
        (IndexedRecord) SpecificData.getForSchema(schema).newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), random));
    }
    return record;
  }
}
