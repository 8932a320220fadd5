package dev.customerhealth.cli.bootstrap;

import dev.customerhealth.HealthTopology;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.io.HistoryInputs;
import dev.customerhealth.operator.CustomerState;
import dev.customerhealth.operator.ScoreCustomer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A savepoint of {@link HistoryJob}, opened with Flink's State Processor API. */
final class SavepointOfHistory {

  private final String place;

  SavepointOfHistory(String place) {
    this.place = place;
  }

  /**
   * What a reader of the savepoint finds in it.
   *
   * @param customers who are known
   * @param waiting events that event time has not passed: none, if the history was read to its end
   */
  record Content(long customers, long waiting) {}

  /**
   * The same without what only files need, so that a job over Kafka can be told to restore all of
   * it.
   *
   * @param target must not exist yet
   */
  SavepointOfHistory withoutFiles(Path target) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    SavepointWriter writer = SavepointWriter.fromExistingSavepoint(env, place);
    for (OperatorIdentifier operator : ofFiles()) {
      writer.removeOperator(operator);
    }
    writer.write(target.toUri().toString());
    env.execute("customer-health savepoint");
    return new SavepointOfHistory(target.toUri().toString());
  }

  Content content() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    SavepointReader.read(env, place)
        .readKeyedState(
            OperatorIdentifier.forUid(ScoreCustomer.UID),
            new EventsWaiting(),
            BasicTypeInfo.STRING_TYPE_INFO,
            BasicTypeInfo.LONG_TYPE_INFO)
        .map(new Count())
        .returns(BasicTypeInfo.LONG_TYPE_INFO)
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult counted = env.execute("customer-health savepoint, counted");
    return new Content(
        counted.getAccumulatorResult(Count.CUSTOMERS), counted.getAccumulatorResult(Count.WAITING));
  }

  private List<OperatorIdentifier> ofFiles() throws IOException {
    Set<String> mine = new HashSet<>(HistoryInputs.UIDS);
    mine.add(HealthTopology.OUTPUTS_UID);
    return SavepointLoader.loadSavepointMetadata(place).getOperatorStates().stream()
        .filter(operator -> operator.getOperatorUid().map(mine::contains).orElse(true))
        .map(SavepointOfHistory::identifier)
        .toList();
  }

  private static OperatorIdentifier identifier(OperatorState operator) {
    return OperatorIdentifier.forUidHash(operator.getOperatorID().toHexString());
  }

  /** For each customer the number of events that wait. */
  private static final class EventsWaiting extends KeyedStateReaderFunction<String, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Customer> customers;
    private transient ListState<Envelope> waiting;

    @Override
    public void open(OpenContext context) {
      customers = getRuntimeContext().getState(CustomerState.customer());
      waiting = getRuntimeContext().getListState(CustomerState.waiting());
    }

    @Override
    public void readKey(String id, Context context, Collector<Long> out) throws Exception {
      if (customers.value() == null) {
        return;
      }
      long events = 0;
      for (Iterator<Envelope> it = waiting.get().iterator(); it.hasNext(); it.next()) {
        events++;
      }
      out.collect(events);
    }
  }

  private static final class Count extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    static final String CUSTOMERS = "customers";
    static final String WAITING = "waiting";

    private final LongCounter customers = new LongCounter();
    private final LongCounter waiting = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(CUSTOMERS, customers);
      getRuntimeContext().addAccumulator(WAITING, waiting);
    }

    @Override
    public Long map(Long events) {
      customers.add(1);
      waiting.add(events);
      return events;
    }
  }
}
