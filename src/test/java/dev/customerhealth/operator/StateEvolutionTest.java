package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/**
 * A release adds fields to a customer (version 2 added experience, signals, rules, override and
 * erasure to version 1): a snapshot that an older one took, with what Flink noted of its
 * serializer, is read by today's.
 */
class StateEvolutionTest {

  private static final String CUSTOMER = "an";

  @Test
  void aCustomerFromASnapshotWithoutTheNewFieldsLivesOnAndGetsThem() throws Exception {
    Customer old = OldRelease.INSTANCE.value();
    long later = old.clockMillis + Inputs.HOUR;
    OperatorSubtaskState rewritten;
    try (ScoringSubtask subtask =
        ScoringSubtask.restored(ScoringSubtask.RULES, 1, 0, takenByTheOldRelease())) {
      subtask.arrives(Inputs.feedback(CUSTOMER, later, "f1", 1, null));
      subtask.timeComesTo(later);
      JsonNode score = last(subtask.outputs());
      assertThat(score.get("revision").asLong()).isEqualTo(old.last.revision() + 1);
      assertThat(Instant.parse(score.get("firstPurchaseAt").asText()).toEpochMilli())
          .isEqualTo(old.firstPurchaseMillis);
      assertThat(Records.on(Topic.SERVICE_LEVELS, subtask.outputs())).hasSize(1);
      rewritten = subtask.snapshot();
    }
    try (ScoringSubtask subtask = ScoringSubtask.restored(ScoringSubtask.RULES, 1, 0, rewritten)) {
      subtask.arrives(Inputs.feedback(CUSTOMER, later, "f1", 1, null));
      subtask.arrives(Inputs.purchase(CUSTOMER, later + 1, "a-new-one", "10"));
      subtask.timeComesTo(later + 1);
      // What was new is remembered: the same words again are a duplicate.
      assertThat(Records.on(Topic.SERVICE_LEVELS, subtask.outputs())).isEmpty();
      assertThat(last(subtask.outputs()).get("revision").asLong())
          .isEqualTo(old.last.revision() + 2);
    }
  }

  private static JsonNode last(List<OutputMessage> outputs) {
    List<OutputMessage> scores = Records.on(Topic.SCORES, outputs);
    assertThat(scores).isNotEmpty();
    return Records.json(scores.get(scores.size() - 1));
  }

  private static OperatorSubtaskState takenByTheOldRelease() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Keep()),
            customer -> customer,
            BasicTypeInfo.STRING_TYPE_INFO,
            ScoringSubtask.MAX_PARALLELISM,
            1,
            0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(CUSTOMER));
      return harness.snapshot(1, 1);
    }
  }

  /** The old release's operator, as far as its state is concerned. */
  private static final class Keep extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Customer> customers;

    @Override
    public void open(OpenContext context) {
      customers =
          getRuntimeContext().getState(new ValueStateDescriptor<>("customer", OldRelease.INSTANCE));
    }

    @Override
    public void processElement(String customer, Context context, Collector<String> out)
        throws Exception {
      customers.update(OldRelease.INSTANCE.value());
    }
  }

  /** Writes the value that version 1 wrote, and notes what it noted. */
  private static final class OldRelease extends TypeSerializerSingleton<Customer> {
    private static final long serialVersionUID = 1L;
    private static final OldRelease INSTANCE = new OldRelease();

    Customer value() throws IOException {
      return CustomerBytes.read(new DataInputDeserializer(bytes()));
    }

    private static byte[] bytes() throws IOException {
      try (InputStream in = StateEvolutionTest.class.getResourceAsStream("customer-v1.hex")) {
        String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        return HexFormat.of().parseHex(hex.strip());
      }
    }

    @Override
    public void serialize(Customer customer, DataOutputView target) throws IOException {
      target.write(bytes());
    }

    @Override
    public Customer deserialize(DataInputView source) throws IOException {
      return CustomerBytes.read(source);
    }

    @Override
    public Customer deserialize(Customer reuse, DataInputView source) throws IOException {
      return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
      serialize(deserialize(source), target);
    }

    @Override
    public Customer copy(Customer from) {
      return from;
    }

    @Override
    public Customer copy(Customer from, Customer reuse) {
      return from;
    }

    @Override
    public Customer createInstance() {
      return new Customer();
    }

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public int getLength() {
      return -1;
    }

    @Override
    public TypeSerializerSnapshot<Customer> snapshotConfiguration() {
      return new CustomerSerializer.Snapshot();
    }
  }
}
