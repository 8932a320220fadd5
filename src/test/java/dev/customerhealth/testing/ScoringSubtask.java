package dev.customerhealth.testing;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.Account;
import dev.customerhealth.operator.PublishMode;
import dev.customerhealth.operator.ScoreCustomer;
import dev.customerhealth.operator.StartingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One subtask of {@link ScoreCustomer} in Flink's harness. */
public final class ScoringSubtask implements AutoCloseable {

  public static final int MAX_PARALLELISM = 16;
  public static final int REFRESH_DAYS = 7;
  public static final Reports REPORTS = new Reports(new OutputEncoder(OutputFormat.JSON));
  public static final Rules RULES = RulesYaml.shipped();

  private final KeyedTwoInputStreamOperatorTestHarness<String, Envelope, RulesChange, OutputMessage>
      harness;

  private ScoringSubtask(Rules rules, int parallelism, int index) throws Exception {
    this(rules, false, parallelism, index, ScoreCustomer.MOST_WAITING_BYTES);
  }

  private ScoringSubtask(
      Rules rules, boolean overrides, int parallelism, int index, long mostWaitingBytes)
      throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ScoreCustomer(
                StartingRules.of(rules, overrides),
                new EventDecoder(),
                REPORTS,
                PublishMode.STREAM,
                REFRESH_DAYS,
                Customer.NEVER,
                mostWaitingBytes),
            Envelope::customerId,
            null,
            BasicTypeInfo.STRING_TYPE_INFO,
            MAX_PARALLELISM,
            parallelism,
            index);
  }

  /** The only subtask of a new job. */
  public static ScoringSubtask started() throws Exception {
    return started(RULES);
  }

  public static ScoringSubtask started(Rules rules) throws Exception {
    ScoringSubtask subtask = new ScoringSubtask(rules, 1, 0);
    subtask.harness.open();
    return subtask;
  }

  /**
   * The only subtask of a job, with so much room in memory for events that wait.
   *
   * @param mostWaitingBytes of them in memory; 0: all wait in state
   * @param snapshot null: a new job
   */
  public static ScoringSubtask withRoomFor(
      long mostWaitingBytes, @Nullable OperatorSubtaskState snapshot) throws Exception {
    ScoringSubtask subtask = new ScoringSubtask(RULES, false, 1, 0, mostWaitingBytes);
    subtask.harness.setup();
    if (snapshot != null) {
      subtask.harness.initializeState(snapshot);
    }
    subtask.harness.open();
    return subtask;
  }

  /** The only subtask of a new job that keeps its state in RocksDB. */
  public static ScoringSubtask startedOnRocksDb() throws Exception {
    return restoredOn(new EmbeddedRocksDBStateBackend(), null);
  }

  /** The only subtask of a job that goes on from RocksDB state. */
  public static ScoringSubtask restoredOnRocksDb(OperatorSubtaskState state) throws Exception {
    return restoredOn(new EmbeddedRocksDBStateBackend(), state);
  }

  private static ScoringSubtask restoredOn(StateBackend backend, OperatorSubtaskState state)
      throws Exception {
    ScoringSubtask subtask = new ScoringSubtask(RULES, 1, 0);
    subtask.harness.setStateBackend(backend);
    subtask.harness.setup();
    if (state != null) {
      subtask.harness.initializeState(state);
    }
    subtask.harness.open();
    return subtask;
  }

  /**
   * A subtask of a job that goes on from a snapshot, possibly at another parallelism.
   *
   * @param snapshots of all subtasks before
   */
  public static ScoringSubtask restored(
      Rules rules, int parallelism, int index, OperatorSubtaskState... snapshots) throws Exception {
    ScoringSubtask subtask = new ScoringSubtask(rules, parallelism, index);
    subtask.harness.setup();
    subtask.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            AbstractStreamOperatorTestHarness.repackageState(snapshots),
            MAX_PARALLELISM,
            snapshots.length,
            parallelism,
            index));
    subtask.harness.open();
    return subtask;
  }

  /** A subtask of a new submission whose start rules replace those of the snapshot. */
  public static ScoringSubtask overriding(Rules rules, OperatorSubtaskState snapshot)
      throws Exception {
    ScoringSubtask subtask =
        new ScoringSubtask(rules, true, 1, 0, ScoreCustomer.MOST_WAITING_BYTES);
    subtask.harness.setup();
    subtask.harness.initializeState(snapshot);
    subtask.harness.open();
    return subtask;
  }

  /** Rules become known. */
  public void learns(RulesChange... changes) throws Exception {
    for (RulesChange change : changes) {
      harness.processElement2(new StreamRecord<>(change));
    }
  }

  public void arrives(Envelope... events) throws Exception {
    for (Envelope event : events) {
      harness.processElement1(new StreamRecord<>(event, event.timeMillis()));
    }
  }

  public void timeComesTo(long watermarkMillis) throws Exception {
    harness.processWatermark1(new Watermark(watermarkMillis));
  }

  /** As a task takes one. */
  public OperatorSubtaskState snapshot() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  /** Everything that was put out so far, with its timestamps. */
  public List<StreamRecord<? extends OutputMessage>> stamped() {
    return List.copyOf(harness.extractOutputStreamRecords());
  }

  /** Everything that was put out so far. */
  public List<OutputMessage> outputs() {
    return harness.extractOutputValues();
  }

  /** Inputs that were refused or came too late. */
  public List<OutputMessage> returned() {
    List<OutputMessage> returned = new ArrayList<>();
    var records = harness.getSideOutput(ScoreCustomer.RETURNED);
    if (records != null) {
      records.forEach(record -> returned.add(record.getValue()));
    }
    return returned;
  }

  /** What began or ended, with its timestamps. */
  public List<StreamRecord<Signal>> signals() {
    var records = harness.getSideOutput(ScoreCustomer.SIGNALS);
    return records == null ? List.of() : List.copyOf(records);
  }

  /** Those of them that stories may be made of, with their timestamps. */
  public List<StreamRecord<Signal>> storySignals() {
    var records = harness.getSideOutput(ScoreCustomer.STORY_SIGNALS);
    return records == null ? List.of() : List.copyOf(records);
  }

  public int timers() {
    return harness.numEventTimeTimers();
  }

  /** Values in keyed state, whatever the name of the state. */
  public int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  public long count(Account.Entry entry) {
    Map<String, Accumulator<?, ?>> totals =
        harness.getEnvironment().getAccumulatorRegistry().getUserMap();
    return (Long) totals.get(entry.key()).getLocalValue();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
