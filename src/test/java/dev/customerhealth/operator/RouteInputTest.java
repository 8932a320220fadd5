package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteInputTest {

  private static final long END = noon(10);

  private OneInputStreamOperatorTestHarness<Envelope, Envelope> route;

  @BeforeEach
  void open() throws Exception {
    route =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new RouteInput(ScoringSubtask.REPORTS, END));
  }

  @AfterEach
  void close() throws Exception {
    route.close();
  }

  @Test
  void anEventGoesOnAsItCame() throws Exception {
    Envelope event = purchase("an", noon(1), "p1", "10");
    arrives(event);
    assertThat(route.extractOutputValues())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(event);
    assertThat(deadLetters()).isEmpty();
    assertCounts(1, 0, 0);
  }

  @Test
  void whatCannotBeReadBecomesADeadLetterWithItsPlaceReasonAndBytes() throws Exception {
    byte[] bytes = {7, 8, 9};
    Envelope broken =
        new Envelope(
            purchase("an", noon(1), "p1", "10").type(),
            "",
            Long.MIN_VALUE,
            "",
            "customer-health.purchases",
            3,
            42,
            noon(2),
            "an".getBytes(StandardCharsets.UTF_8),
            bytes,
            RejectReason.UNKNOWN_FRAMING,
            "0x07");
    arrives(broken);

    assertThat(route.extractOutputValues()).isEmpty();
    assertThat(deadLetters()).hasSize(1);
    OutputMessage letter = deadLetters().get(0);
    assertThat(letter.topic()).isEqualTo(Topic.DEAD_LETTERS);
    JsonNode record = Records.json(letter);
    assertThat(record.get("source").asText()).isEqualTo("customer-health.purchases");
    assertThat(record.get("partition").asInt()).isEqualTo(3);
    assertThat(record.get("offset").asLong()).isEqualTo(42);
    assertThat(record.get("reason").asText()).isEqualTo("UNKNOWN_FRAMING");
    assertThat(record.get("detail").asText()).isEqualTo("0x07");
    assertThat(record.get("key").asText()).isEqualTo("an");
    assertThat(Base64.getDecoder().decode(record.get("raw").asText())).isEqualTo(bytes);
    assertCounts(1, 1, 0);
  }

  @Test
  void aRecordFromAnUnknownTopicIsNoTick() throws Exception {
    arrives(
        new Envelope(
            null,
            "",
            Long.MIN_VALUE,
            "",
            "elsewhere",
            0,
            0,
            noon(1),
            null,
            new byte[0],
            RejectReason.UNKNOWN_TOPIC,
            "elsewhere"));
    assertThat(deadLetters()).hasSize(1);
    assertCounts(1, 1, 0);
  }

  @Test
  void aTickVanishesAndIsNotCounted() throws Exception {
    arrives(Envelope.tick("customer-health.visits", 0, 0, noon(1), noon(1)));
    assertThat(route.getOutput()).isEmpty();
    assertThat(deadLetters()).isEmpty();
    assertCounts(0, 0, 0);
  }

  @Test
  void whatLiesBehindTheEndIsIgnoredAndCounted() throws Exception {
    arrives(purchase("an", END, "p1", "10"), purchase("an", END + 1, "p2", "10"));
    assertThat(route.extractOutputValues()).extracting(Envelope::id).containsExactly("p1");
    assertThat(deadLetters()).isEmpty();
    assertCounts(2, 0, 1);
  }

  private void arrives(Envelope... inputs) throws Exception {
    for (Envelope input : inputs) {
      route.processElement(new StreamRecord<>(input, input.timeMillis()));
    }
  }

  private List<OutputMessage> deadLetters() {
    var letters = route.getSideOutput(RouteInput.REJECTED);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  private void assertCounts(long read, long rejected, long ignored) {
    assertThat(count(Account.Entry.READ)).isEqualTo(read);
    assertThat(count(Account.Entry.REJECTED)).isEqualTo(rejected);
    assertThat(count(Account.Entry.IGNORED)).isEqualTo(ignored);
  }

  private long count(Account.Entry entry) {
    return (Long)
        route
            .getEnvironment()
            .getAccumulatorRegistry()
            .getUserMap()
            .get(entry.key())
            .getLocalValue();
  }
}
