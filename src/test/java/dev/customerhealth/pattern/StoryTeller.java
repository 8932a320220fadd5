package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.operator.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One story's operator in Flink's harness, as the job wires it. */
final class StoryTeller implements AutoCloseable {

  private final StoryPattern story;
  private final List<Story> told = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, Signal, Story> harness;

  StoryTeller(StoryPattern story) throws Exception {
    this.story = story;
    this.harness = harness(story);
    harness.open();
  }

  /** What the story does not listen to does not reach its operator. */
  StoryTeller hears(Signal signal) throws Exception {
    if (story.kinds().contains(signal.kind())) {
      harness.processElement(new StreamRecord<>(signal, signal.timeMillis()));
    }
    return this;
  }

  StoryTeller timeComesTo(long watermarkMillis) throws Exception {
    harness.processWatermark(watermarkMillis);
    for (StreamRecord<? extends Story> record : harness.extractOutputStreamRecords()) {
      if (record.getTimestamp() != record.getValue().timeMillis()) {
        throw new AssertionError("Stamped " + record.getTimestamp() + ": " + record.getValue());
      }
      told.add(record.getValue());
    }
    harness.getOutput().clear();
    return this;
  }

  /** Fails, and goes on from a snapshot. */
  void restarts() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(story);
    harness.initializeState(snapshot);
    harness.open();
  }

  List<Story> told() {
    return told;
  }

  int late() {
    Queue<StreamRecord<Signal>> late = harness.getSideOutput(Stories.LATE);
    return late == null ? 0 : late.size();
  }

  /** Values in state and timers. */
  int kept() {
    return harness.numKeyedStateEntries() + harness.numEventTimeTimers();
  }

  /** As the gauge shows it. */
  long begun() {
    return ((FindStory) harness.getOneInputOperator()).begun();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  @SuppressWarnings("unchecked")
  private static KeyedOneInputStreamOperatorTestHarness<String, Signal, Story> harness(
      StoryPattern story) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    var signals =
        env.fromData(List.of(Types.SIGNAL.createSerializer(null).createInstance()), Types.SIGNAL);
    var operator =
        (OneInputTransformation<Signal, Story>)
            Stories.of(signals).getTransformation().getTransitivePredecessors().stream()
                .filter(step -> story.uid().equals(step.getUid()))
                .findFirst()
                .orElseThrow();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        operator.getOperatorFactory(),
        (KeySelector<Signal, String>) operator.getStateKeySelector(),
        BasicTypeInfo.STRING_TYPE_INFO);
  }
}
