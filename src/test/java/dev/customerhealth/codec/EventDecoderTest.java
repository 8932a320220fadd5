package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.Purchase;
import dev.customerhealth.avro.Visit;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class EventDecoderTest {

  private static final Instant NOON = Instant.parse("2011-06-01T12:00:00Z");
  private static final long LATEST = NOON.plusSeconds(86_400).toEpochMilli();

  private final EventEncoder encoder = new EventEncoder();
  private final EventDecoder decoder = new EventDecoder();

  @Test
  void aPurchaseBecomesAFact() {
    CustomerEvent event =
        event(decoder.decode(EventType.PURCHASE, encoder.encode(purchase().build()), LATEST));

    assertThat(event)
        .isEqualTo(
            new dev.customerhealth.domain.Purchase(
                "an",
                NOON.toEpochMilli(),
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
  void aPurchaseWithoutAmountStaysOneOfUnknownValue() {
    var read = (dev.customerhealth.domain.Purchase) event(decode(purchase().setAmount(null)));

    assertThat(read.amount()).isNull();
    assertThat(read.isBought()).isTrue();
  }

  @Test
  void theWholeRecordIsCheckedAtTheBorder() {
    assertRejected(decode(purchase().setCustomerId("")), RejectReason.INVALID_CUSTOMER_ID);
    assertRejected(
        decode(purchase().setCustomerId("x".repeat(129))), RejectReason.INVALID_CUSTOMER_ID);
    assertRejected(decode(purchase().setCustomerId("a\nb")), RejectReason.INVALID_CUSTOMER_ID);
    assertRejected(decode(purchase().setTransactionId("x".repeat(257))), RejectReason.INVALID_ID);
    assertRejected(
        decode(purchase().setEventTime(Instant.ofEpochMilli(-1))), RejectReason.TIME_BEFORE_1970);
    assertRejected(
        decode(purchase().setEventTime(Instant.ofEpochMilli(LATEST + 1))),
        RejectReason.TIME_IN_FUTURE);
    assertRejected(
        decode(purchase().setEventTime(Instant.ofEpochMilli(Long.MAX_VALUE))),
        RejectReason.TIME_IN_FUTURE);
    assertRejected(
        decode(purchase().setAmount(new BigDecimal("1000000000000.0001"))),
        RejectReason.AMOUNT_OUT_OF_RANGE);
    assertRejected(
        decode(purchase().setAmount(new BigDecimal("-1000000000000.0001"))),
        RejectReason.AMOUNT_OUT_OF_RANGE);
    assertRejected(decode(purchase().setCurrency("POUND")), RejectReason.INVALID_CURRENCY);
    assertRejected(decode(purchase().setItemCount(-1)), RejectReason.NUMBER_OUT_OF_RANGE);
    assertRejected(decode(purchase().setStore("x".repeat(1001))), RejectReason.TEXT_TOO_LONG);
  }

  @Test
  void theEndsOfEachRangeAreAccepted() {
    assertThat(event(decode(purchase().setCustomerId("x".repeat(128)))).customerId()).hasSize(128);
    assertThat(event(decode(purchase().setTransactionId("x".repeat(256)))).id()).hasSize(256);
    assertThat(event(decode(purchase().setEventTime(Instant.EPOCH))).timeMillis()).isZero();
    assertThat(event(decode(purchase().setEventTime(Instant.ofEpochMilli(LATEST)))).timeMillis())
        .isEqualTo(LATEST);
    assertThat(event(decode(purchase().setAmount(new BigDecimal("1e12"))))).isNotNull();
    assertThat(event(decode(purchase().setItemCount(1_000_000)))).isNotNull();
    assertThat(event(decode(purchase().setCurrency("gbp"))))
        .hasFieldOrPropertyWithValue("currency", "GBP");
  }

  @Test
  void aRecordOfAnotherTypeIsRejected() {
    Visit visit = Visit.newBuilder().setCustomerId("an").setEventTime(NOON).setVisitId("v").build();

    assertRejected(
        decoder.decode(EventType.PURCHASE, encoder.encode(visit), LATEST), RejectReason.WRONG_TYPE);
  }

  @Test
  void bytesThatAnnounceNothingKnownAreRejected() {
    assertRejected(decode(new byte[0]), RejectReason.EMPTY_PAYLOAD);
    assertRejected(
        decode("{\"customerId\": 1}".getBytes(StandardCharsets.UTF_8)),
        RejectReason.UNKNOWN_FRAMING);
    assertRejected(decode(new byte[] {0}), RejectReason.UNKNOWN_FRAMING);
    assertRejected(decode(new byte[] {(byte) 0xC3, 1, 0}), RejectReason.UNKNOWN_FRAMING);
    assertRejected(decode(new byte[PayloadReader.MAX_BYTES + 1]), RejectReason.PAYLOAD_TOO_LARGE);
    byte[] foreign = encoder.encode(purchase().build());
    foreign[2]++;
    assertRejected(decode(foreign), RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void aRecordThatIsCutOrHasBytesLeftOverIsRejected() {
    byte[] whole = encoder.encode(purchase().build());

    for (int length = 10; length < whole.length; length++) {
      assertRejected(decode(Arrays.copyOf(whole, length)), RejectReason.UNREADABLE);
    }
    assertRejected(decode(Arrays.copyOf(whole, whole.length + 1)), RejectReason.UNREADABLE);
  }

  @Test
  void aTextThatAnnouncesTwoGigabytesIsRejectedWithoutAllocatingThem() {
    ByteBuffer bytes = ByteBuffer.allocate(20).put(EventEncoder.header(Purchase.getClassSchema()));
    // zigzag varint of 2^31 - 9
    bytes.put(new byte[] {(byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F});

    assertRejected(decode(bytes.array()), RejectReason.UNREADABLE);
  }

  @Test
  void theConfluentFramingAsksTheRegistry() {
    byte[] framed = confluent(7, Purchase.getClassSchema(), purchase().build());
    EventDecoder withRegistry = new EventDecoder(id -> id == 7 ? Purchase.getClassSchema() : null);

    assertThat(event(withRegistry.decode(EventType.PURCHASE, framed, LATEST)).id()).isEqualTo("t1");
    framed[4] = 8;
    assertRejected(
        withRegistry.decode(EventType.PURCHASE, framed, LATEST), RejectReason.UNKNOWN_SCHEMA);
    assertThat(((Decoded.Rejected) decode(framed)).detail())
        .contains("no schema registry is configured");
    EventDecoder broken =
        new EventDecoder(
            id -> {
              throw new SchemaParseException("protobuf");
            });
    assertRejected(broken.decode(EventType.PURCHASE, framed, LATEST), RejectReason.UNKNOWN_SCHEMA);
  }

  /** Nobody knows whether the record is good: it has to be read again. */
  @Test
  void whileTheRegistryIsAwayNothingIsRejected() {
    byte[] framed = confluent(7, Purchase.getClassSchema(), purchase().build());
    EventDecoder away =
        new EventDecoder(
            id -> {
              throw new RegistryException("schema id " + id + ": no answer");
            });

    assertThatThrownBy(() -> away.decode(EventType.PURCHASE, framed, LATEST))
        .isInstanceOf(RegistryException.class)
        .hasMessage("schema id 7: no answer");
  }

  @Test
  void anUnknownSymbolOfANewerProducerIsRejectedByName() {
    Schema kind =
        SchemaBuilder.enumeration("VisitKind")
            .namespace("dev.customerhealth.avro")
            .symbols("CAME", "TELEPORTED");
    GenericRecord visit = visitWith(kind, new GenericData.EnumSymbol(kind, "TELEPORTED"));

    assertRejected(decodeVisit(visit), RejectReason.UNKNOWN_SYMBOL);
    assertThat(event(decodeVisit(visitWith(kind, new GenericData.EnumSymbol(kind, "CAME")))))
        .isNotNull();
  }

  @Test
  void aNewerProducersExtraFieldsAreSkipped() {
    Schema extra = SchemaBuilder.array().items().longType();
    GenericRecord visit = visitWith(extra, List.of(1L, 2L));

    assertThat(event(decodeVisit(visit)).id()).isEqualTo("v1");
  }

  @Test
  void aListOfNothingsIsRefusedForItsLengthHasNoLimit() {
    assertRejected(
        decodeVisit(visitWith(SchemaBuilder.array().items().nullType(), List.of())),
        RejectReason.INCOMPATIBLE_SCHEMA);
  }

  @Test
  void anAmountOfAnotherScaleIsRefusedRatherThanReadAHundredfoldWrong() {
    Schema cents = LogicalTypes.decimal(20, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    Schema writer =
        SchemaBuilder.record("Purchase")
            .namespace("dev.customerhealth.avro")
            .fields()
            .requiredString("customerId")
            .name("eventTime")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredString("transactionId")
            .requiredString("currency")
            .name("amount")
            .type(cents)
            .noDefault()
            .endRecord();
    GenericRecord bought =
        new GenericRecordBuilder(writer)
            .set("customerId", "an")
            .set("eventTime", NOON.toEpochMilli())
            .set("transactionId", "t")
            .set("currency", "GBP")
            .set("amount", ByteBuffer.wrap(new byte[] {100}))
            .build();
    EventDecoder withRegistry = new EventDecoder(id -> writer);

    Decoded decoded = withRegistry.decode(EventType.PURCHASE, confluent(1, writer, bought), LATEST);

    assertRejected(decoded, RejectReason.INCOMPATIBLE_SCHEMA);
  }

  @Test
  void theDecoderTravelsInsideAFunction() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(decoder);

    var copy =
        (EventDecoder)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(event(copy.decode(EventType.PURCHASE, encoder.encode(purchase().build()), LATEST)))
        .isNotNull();
  }

  private static Purchase.Builder purchase() {
    return Purchase.newBuilder()
        .setCustomerId("an")
        .setEventTime(NOON)
        .setTransactionId("t1")
        .setAmount(new BigDecimal("12.5"))
        .setCurrency("GBP")
        .setItemCount(3);
  }

  /**
   * A visit as a producer writes it whose schema has one field of its own making: {@code kind} for
   * an enum, else {@code x}.
   */
  private static GenericRecord visitWith(Schema type, Object value) {
    String name = type.getType() == Schema.Type.ENUM ? "kind" : "x";
    Schema writer =
        SchemaBuilder.record("Visit")
            .namespace("dev.customerhealth.avro")
            .fields()
            .name(name)
            .type(type)
            .noDefault()
            .requiredString("customerId")
            .name("eventTime")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredString("visitId")
            .endRecord();
    return new GenericRecordBuilder(writer)
        .set(name, value)
        .set("customerId", "an")
        .set("eventTime", NOON.toEpochMilli())
        .set("visitId", "v1")
        .build();
  }

  private Decoded decodeVisit(GenericRecord visit) {
    return new EventDecoder(id -> visit.getSchema())
        .decode(EventType.VISIT, confluent(1, visit.getSchema(), visit), LATEST);
  }

  private static byte[] confluent(
      int id, Schema schema, org.apache.avro.generic.IndexedRecord datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      if (datum instanceof org.apache.avro.specific.SpecificRecord specific) {
        new org.apache.avro.specific.SpecificDatumWriter<>(
                schema, org.apache.avro.specific.SpecificData.getForClass(specific.getClass()))
            .write(specific, encoder);
      } else {
        new GenericDatumWriter<>(schema).write(datum, encoder);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Decoded decode(Purchase.Builder purchase) {
    return decode(encoder.encode(purchase.build()));
  }

  private Decoded decode(byte[] payload) {
    return decoder.decode(EventType.PURCHASE, payload, LATEST);
  }

  private static CustomerEvent event(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event) decoded).event();
  }

  private static void assertRejected(Decoded decoded, RejectReason reason) {
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Rejected.class, r -> assertThat(r.reason()).isEqualTo(reason));
  }
}
