package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.operator.Metric;
import dev.customerhealth.operator.ShareOfCount;
import dev.customerhealth.operator.Types;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.SerializerFactory;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateInitializationContextImpl;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's operator for patterns, and a count of the stories that have begun: it has none itself,
 * and its state grows with them. Counts of signals are kept apart, see {@link SignalCounts}.
 *
 * <p>State: Flink's, see {@link Stories}; {@code begun-stories}, how many of them there are.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes operators in initializeState.
final class FindStory extends CepOperator<Signal, String, Story> {

  private static final long serialVersionUID = 1L;

  /** The name that Flink's operator gives it: the same state, read a second time. */
  private static final String STATE_OF_FLINK = "nfaStateName";

  private final StoryPattern story;

  private transient ValueState<NFAState> progress;
  private transient SignalCounts counts;
  private transient ShareOfCount begun;

  /** As {@code CEP.pattern(...).inEventTime()} would make it. */
  FindStory(StoryPattern story, Pattern<Signal, ?> pattern) {
    super(
        Types.SIGNAL.createSerializer(null),
        false,
        NFACompiler.compileFactory(pattern, false),
        new InSignalOrder(),
        pattern.getAfterMatchSkipStrategy(),
        new TellStory(story.reason()),
        Stories.LATE);
    this.story = story;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    var states = new StoryStates(getKeyedStateBackend(), new OfThisJob());
    super.initializeState(
        new StateInitializationContextImpl(
            restored(context),
            context.getOperatorStateStore(),
            states,
            context.getRawKeyedStateInputs(),
            context.getRawOperatorStateInputs()));
    counts = states.counts();
    progress =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>(STATE_OF_FLINK, new NFAStateSerializer()));
    begun = new ShareOfCount(context.getOperatorStateStore(), "begun-stories");
  }

  private static @Nullable Long restored(StateInitializationContext context) {
    OptionalLong checkpoint = context.getRestoredCheckpointId();
    return checkpoint.isPresent() ? (Long) checkpoint.getAsLong() : null;
  }

  private final class OfThisJob implements SerializerFactory {
    @Override
    public <T> TypeSerializer<T> createSerializer(TypeInformation<T> type) {
      return type.createSerializer(getExecutionConfig().getSerializerConfig());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    Metric.PARTIAL_STORIES.gauge(getMetricGroup(), begun::value, story.reason().name());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    begun.snapshot();
  }

  /** Signals only wait until then: nothing begins or ends in between. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long before = begunOfKey();
    super.onEventTime(timer);
    counts.clear();
    begun.add(begunOfKey() - before);
  }

  /** Stories of this subtask that have begun, and are neither told nor broken off. */
  long begun() {
    return begun.value();
  }

  /** A story may be at several stages at once; it is one by what it began with. */
  private long begunOfKey() throws IOException {
    NFAState state = progress.value();
    return state == null
        ? 0
        : state.getPartialMatches().stream()
            .map(ComputationState::getStartEventID)
            .filter(Objects::nonNull)
            .distinct()
            .count();
  }
}
