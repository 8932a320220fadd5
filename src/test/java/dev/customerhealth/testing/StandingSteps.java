package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.PublishStandings;
import dev.customerhealth.operator.StartingRules;
import dev.customerhealth.operator.SumStandings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Both steps of the standings, each with its subtasks, in Flink's harness. */
public final class StandingSteps implements AutoCloseable {

  /** The state of all subtasks of both steps. */
  public record Snapshot(OperatorSubtaskState[] sums, OperatorSubtaskState[] published) {}

  private final KeyedSubtasks<StandingShare, StandingShare> sum;
  private final KeyedSubtasks<StandingShare, OutputMessage> publish;
  private final List<StandingShare> partials = new ArrayList<>();
  private final List<StreamRecord<? extends OutputMessage>> outputs = new ArrayList<>();

  private StandingSteps(
      KeyedSubtasks<StandingShare, StandingShare> sum,
      KeyedSubtasks<StandingShare, OutputMessage> publish) {
    this.sum = sum;
    this.publish = publish;
  }

  /** A new job. */
  public static StandingSteps started(Rules rules, long endMillis, int parallelism)
      throws Exception {
    return restored(
        new HashMapStateBackend(), rules, endMillis, parallelism, new Snapshot(null, null));
  }

  /** A new job whose state goes through its serializers. */
  public static StandingSteps startedOnRocksDb(Rules rules, long endMillis, int parallelism)
      throws Exception {
    return restored(
        new EmbeddedRocksDBStateBackend(), rules, endMillis, parallelism, new Snapshot(null, null));
  }

  /** A job that goes on from a snapshot, possibly at another parallelism. */
  public static StandingSteps restored(
      Rules rules, long endMillis, int parallelism, Snapshot snapshot) throws Exception {
    return restored(new HashMapStateBackend(), rules, endMillis, parallelism, snapshot);
  }

  private static StandingSteps restored(
      StateBackend backend, Rules rules, long endMillis, int parallelism, Snapshot snapshot)
      throws Exception {
    var sum = new KeyedSubtasks<StandingShare, StandingShare>(StandingShare::saltedKey, backend);
    var publish = new KeyedSubtasks<StandingShare, OutputMessage>(StandingShare::key, backend);
    StartingRules start = StartingRules.of(rules, false);
    for (int index = 0; index < parallelism; index++) {
      sum.open(new SumStandings(start, endMillis), parallelism, index, snapshot.sums);
      publish.open(
          new PublishStandings(start, ScoringSubtask.REPORTS, endMillis),
          parallelism,
          index,
          snapshot.published);
    }
    return new StandingSteps(sum, publish);
  }

  /** Rules become known. */
  public void learn(RulesChange change) throws Exception {
    sum.learn(change);
    publish.learn(change);
  }

  public void arrives(StandingShare share) throws Exception {
    sum.process(share);
  }

  /** All subtasks of the first step pass, then those of the second. */
  public void timeComesTo(long watermarkMillis) throws Exception {
    sum.timeComesTo(watermarkMillis);
    for (StandingShare partial : sum.takeOutputs()) {
      partials.add(partial);
      publish.process(partial);
    }
    publish.timeComesTo(watermarkMillis);
    outputs.addAll(publish.takeRecords());
  }

  public Snapshot snapshot() throws Exception {
    return new Snapshot(sum.snapshot(), publish.snapshot());
  }

  /** What went from the first step to the second so far. */
  public List<StandingShare> partials() {
    return partials;
  }

  /** Everything that was put out so far. */
  public List<OutputMessage> outputs() {
    List<OutputMessage> messages = new ArrayList<>();
    outputs.forEach(record -> messages.add(record.getValue()));
    return messages;
  }

  /** The same with its timestamps. */
  public List<StreamRecord<? extends OutputMessage>> stamped() {
    return outputs;
  }

  /** Values in state and timers of the first step. */
  public int keptBySums() {
    return sum.stateEntries() + sum.timers();
  }

  /** Values in state and timers of the second step. */
  public int keptByPublished() {
    return publish.stateEntries() + publish.timers();
  }

  @Override
  public void close() throws Exception {
    sum.close();
    publish.close();
  }
}
