package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.avro.Band;
import dev.customerhealth.avro.Component;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.LifeStatus;
import dev.customerhealth.avro.MoneyWindows;
import dev.customerhealth.avro.Visit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {

  private static final Instant NOON = Instant.parse("2011-06-01T12:00:00Z");

  @Test
  void jsonSpellsTimesDatesMoneyAndNothingAsAgreed() {
    String json = AvroJson.text(score());

    assertThat(json)
        .startsWith(
            "{\"customerId\":\"an\",\"revision\":7,\"asOf\":\"2011-06-01T12:00:00Z\",\"score\":71.5,\"previousScore\":null,")
        .contains("\"band\":\"HEALTHY\"")
        .contains("\"atRiskFrom\":\"2011-07-01\"")
        .contains("\"spend\":{\"d7\":\"0\",\"d30\":\"12.5\",\"d90\":\"1000\",\"d365\":\"-0.0001\"}")
        .contains("\"visits\":{\"d7\":0,\"d30\":0,\"d90\":0,\"d365\":0}")
        .contains("{\"name\":\"return\",\"value\":0.5,\"weight\":0.4,\"points\":20.0}")
        .contains("\"caps\":[\"LEAVING\",\"LEVEL_1\"]")
        .doesNotContain("\n");
  }

  @Test
  void jsonHasNoNumberThatIsNone() {
    assertThat(AvroJson.text(HealthScore.newBuilder(score()).setScore(Double.NaN).build()))
        .contains("\"score\":null");
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void everyRecordSurvivesTheAvroWireAndHasValidJson(Topic topic) throws IOException {
    SpecificRecord sample = Samples.of(topic.schema());

    OutputMessage avro = new OutputEncoder(OutputFormat.AVRO).encode(topic, "k", sample, 5);
    OutputMessage json = new OutputEncoder(OutputFormat.JSON).encode(topic, "k", sample, 5);

    assertThat(new OutputDecoder<>(topic).decode(avro.value())).isEqualTo(sample);
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(json.value()).fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyElementsOf(
            topic.schema().getFields().stream().map(Schema.Field::name).toList());
    assertThat(avro)
        .extracting(OutputMessage::topic, OutputMessage::key, OutputMessage::timeMillis)
        .containsExactly(topic, "k", 5L);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void withIdsOfARegistryTheSameRecordIsFramedAsConfluentDoes(Topic topic) {
    SpecificRecord sample = Samples.of(topic.schema());

    byte[] plain = new OutputEncoder(OutputFormat.AVRO).encode(topic, "k", sample, 5).value();
    byte[] framed =
        new OutputEncoder(OutputFormat.AVRO, Map.of(topic, 0x01020304))
            .encode(topic, "k", sample, 5)
            .value();

    assertThat(Arrays.copyOf(framed, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(framed, 5, framed.length))
        .isEqualTo(Arrays.copyOfRange(plain, 10, plain.length));
    assertThat(
            new OutputDecoder<>(topic, id -> id == 0x01020304 ? topic.schema() : null)
                .decode(framed))
        .isEqualTo(sample);
  }

  @Test
  void aTopicCarriesItsOwnRecordsOnly() {
    Visit visit = Visit.newBuilder().setCustomerId("an").setEventTime(NOON).setVisitId("v").build();

    assertThatThrownBy(
            () -> new OutputEncoder(OutputFormat.AVRO).encode(Topic.SCORES, "an", visit, 0))
        .hasMessage("SCORES carries HealthScore, not Visit");
    assertThat(OutputMessage.tombstone(Topic.SCORES, "an", 0).value()).isNull();
  }

  @Test
  void theFlatScoreSaysTheSameAsTheScore() {
    HealthScoreFlat flat = FlatScores.flatten(score());

    assertThat(flat.getCustomerId()).isEqualTo("an");
    assertThat(flat.getAsOf()).isEqualTo(NOON);
    assertThat(flat.getSpendD30()).isEqualByComparingTo("12.5");
    assertThat(flat.getReturnValue()).isEqualTo(0.5);
    assertThat(flat.getReturnWeight()).isEqualTo(0.4);
    assertThat(flat.getReturnPoints()).isEqualTo(20.0);
    assertThat(flat.getCareValue()).isNull();
    assertThat(flat.getCarePoints()).isNull();
    assertThat(flat.getCaps()).isEqualTo("LEAVING,LEVEL_1");
    assertThat(flat.getLevel()).isNull();
    assertThat(flat.getLevelProvisional()).isFalse();
  }

  @Test
  void everyFlatColumnIsFilledFromAFullScore() {
    HealthScore full = (HealthScore) Samples.of(HealthScore.getClassSchema());
    full.setComponents(
        List.of("return", "spend", "experience", "care", "advocacy").stream()
            .map(name -> new Component(name, 0.5, 0.2, 10.0))
            .toList());

    HealthScoreFlat flat = FlatScores.flatten(full);

    assertThat(flat.getSchema().getFields())
        .allSatisfy(field -> assertThat(flat.get(field.pos())).as(field.name()).isNotNull());
    assertThat(flat.getLevelName()).isEqualTo(full.getServiceLevel().getName());
    assertThat(flat.getLevelConfidence()).isEqualTo(full.getServiceLevel().getConfidence());
    assertThat(flat.getConfidence()).isEqualTo(full.getConfidence());
    assertThat(flat.getItemsD365()).isEqualTo(full.getItems().getD365());
  }

  @Test
  void aLineOfScoresCsvHasACellPerColumnAndQuotesWhatNeedsIt() throws Exception {
    HealthScoreFlat flat =
        FlatScores.flatten(HealthScore.newBuilder(score()).setCustomerId("a,\"n\"").build());

    CsvReader reader =
        new CsvReader(
            new java.io.ByteArrayInputStream(
                (FlatScores.csvHeader()
                        + "\n"
                        + FlatScores.csvRow(
                            new com.fasterxml.jackson.databind.ObjectMapper()
                                .readTree(AvroJson.text(flat))))
                    .getBytes(StandardCharsets.UTF_8)));
    List<String> header = Arrays.asList(reader.next().cells());
    List<String> row = Arrays.asList(reader.next().cells());

    assertThat(row).hasSameSizeAs(header);
    assertThat(row.get(header.indexOf("customer_id"))).isEqualTo("a,\"n\"");
    assertThat(row.get(header.indexOf("spend_d90"))).isEqualTo("1000");
    assertThat(row.get(header.indexOf("previous_score"))).isEmpty();
    assertThat(row.get(header.indexOf("at_risk_from"))).isEqualTo("2011-07-01");
  }

  private static HealthScore score() {
    return HealthScore.newBuilder()
        .setCustomerId("an")
        .setRevision(7)
        .setAsOf(NOON)
        .setScore(71.5)
        .setBand(Band.HEALTHY)
        .setStatus(LifeStatus.ACTIVE)
        .setAtRiskFrom(LocalDate.of(2011, 7, 1))
        .setComponents(
            List.of(
                new Component("return", 0.5, 0.4, 20.0), new Component("care", null, null, 0.0)))
        .setCaps(List.of("LEAVING", "LEVEL_1"))
        .setSpend(new MoneyWindows(money("0"), money("12.5"), money("1000"), money("-0.0001")))
        .build();
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text).setScale(4);
  }
}
