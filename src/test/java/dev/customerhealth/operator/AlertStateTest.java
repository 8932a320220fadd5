package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.midnight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OwnerQueue;
import dev.customerhealth.domain.alert.ReleaseGate;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import dev.customerhealth.testing.AlertScripts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStateTest {

  private static final Rules RULES = RulesYaml.shipped();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatIsReadBackIsTheSame(long seed) throws IOException {
    var random = new Random(seed);
    for (int life = 0; life < 50; life++) {
      var state = new CustomerAlerts();
      List<AlertNews> news = new ArrayList<>();
      List<CallNote> calls = new ArrayList<>();
      var timeline = new AlertTimeline(RULES, CustomerAlerts.BEFORE_ALL);
      var writer =
          new AlertNewsWriter(
              "c0", state, RulesByTime.always(RULES), news::add, calls::add, share -> {});
      for (AlertInput input : AlertScripts.random(random, RULES, 1, 200)) {
        assertThat(again(AlertInputSerializer.INSTANCE, input)).isEqualTo(input);
        move(timeline, state, input, writer);
      }
      timeline.passTime(state, "c0", midnight(random.nextInt(400)), writer);
      CustomerAlerts back = again(CustomerAlertsSerializer.INSTANCE, state);
      assertThat(back).as("seed %d", seed).usingRecursiveComparison().isEqualTo(state);

      var gate = new ReleaseGate();
      var queue = new OwnerQueue();
      for (AlertNews one : news) {
        assertThat(again(AlertNewsSerializer.INSTANCE, one)).isEqualTo(one);
        if (one.alert() != null) {
          gate.life(one.alert(), RULES);
        }
      }
      calls.forEach(call -> queue.note(call));
      assertThat(again(ReleaseGateSerializer.INSTANCE, gate).alerts).isEqualTo(gate.alerts);
      OwnerQueue queueBack = again(OwnerQueueSerializer.INSTANCE, queue);
      assertThat(queueBack.waiting).isEqualTo(queue.waiting);
      assertThat(queueBack.released).isEqualTo(queue.released);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OVERDUE-2011-06-01-00000000000000ff, 12",
    "PUBLIC_SHAMING-9999-12-31-ffffffffffffffff, 13",
    "OVERDUE-1969-12-31-9c3f0a1b5d7e2468, 10",
    "OVERDUE-0999-12-31-9c3f0a1b5d7e2468, 37",
    "OVERDUE-2011-06-01-9C3F0A1B5D7E2468, 37",
    "OVERDUE-2011-06-01-9c3f0a1b5d7e24687, 38",
    "LATER-2011-06-01-9c3f0a1b5d7e2468, 35",
    "'', 2",
    "số một, 12"
  })
  void anIdIsReadBackTheSame(String id, int bytes) throws IOException {
    var out = new DataOutputSerializer(64);
    AlertIdBytes.write(id, new CompactOutput(out));
    assertThat(out.length()).isEqualTo(bytes);
    var in = new CompactInput(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(AlertIdBytes.read(in)).isEqualTo(id);
  }

  /** A checkpoint may fall between any two inputs. */
  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void whoIsReadBackAfterEveryInputLivesOnTheSame(long seed) throws IOException {
    var random = new Random(seed);
    for (int life = 0; life < 50; life++) {
      List<AlertInput> inputs = AlertScripts.random(random, RULES, 1, 300);
      assertThat(told(inputs, true)).as("seed %d", seed).isEqualTo(told(inputs, false));
    }
  }

  private static List<Object> told(List<AlertInput> inputs, boolean isReadBack) throws IOException {
    var timeline = new AlertTimeline(RULES, CustomerAlerts.BEFORE_ALL);
    var rules = RulesByTime.always(RULES);
    List<Object> told = new ArrayList<>();
    var state = new CustomerAlerts();
    for (AlertInput input : inputs) {
      state = isReadBack ? again(CustomerAlertsSerializer.INSTANCE, state) : state;
      move(
          timeline,
          state,
          input,
          new AlertNewsWriter("c0", state, rules, told::add, told::add, told::add));
    }
    timeline.passTime(
        state,
        "c0",
        midnight(1_000),
        new AlertNewsWriter("c0", state, rules, told::add, told::add, told::add));
    assertThat(told).isNotEmpty();
    return told;
  }

  @Test
  void aValueOfANewerVersionIsRefusedWithBothNumbers() {
    for (byte version : new byte[] {0, 2}) {
      assertThatThrownBy(
              () ->
                  OwnerQueueSerializer.INSTANCE.deserialize(
                      new DataInputDeserializer(new byte[] {version, 0, 0})))
          .hasMessage(
              "OwnerQueueSerializer: a value of version "
                  + version
                  + "; this program reads 1 to 1");
    }
  }

  static void move(
      AlertTimeline timeline, CustomerAlerts state, AlertInput input, AlertPublisher writer) {
    if (input.signal() != null) {
      timeline.signal(state, input.signal(), writer);
    } else if (input.story() != null) {
      timeline.story(state, input.story(), writer);
    } else if (input.purchase() != null) {
      timeline.purchase(state, input.purchase(), writer);
    } else {
      timeline.action(state, input.action(), writer);
    }
  }

  /** Through bytes of which none is left over. */
  private static <T> T again(CompactSerializer<T> serializer, T value) throws IOException {
    var out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    var in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }
}
