package dev.customerhealth.pattern;

import java.util.Objects;
import org.apache.flink.api.common.functions.SerializerFactory;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.runtime.state.DefaultKeyedStateStore;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/** The keyed states of Flink CEP, but for the counts of signals, which are kept in memory. */
final class StoryStates extends DefaultKeyedStateStore {

  /** The names that CEP gives them. */
  private static final String HELD_SIGNALS = "sharedBuffer-events";

  private static final String COUNTS = "sharedBuffer-events-count";

  private @Nullable MapState<EventId, Lockable<?>> held;
  private @Nullable SignalCounts counts;

  StoryStates(KeyedStateBackend<?> backend, SerializerFactory serializers) {
    super(backend, serializers);
  }

  @Override
  @SuppressWarnings("unchecked") // The two names stand for these types.
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> state) {
    if (state.getName().equals(COUNTS)) {
      counts = new SignalCounts(Objects.requireNonNull(held, "asked for before the counts"));
      return (MapState<K, V>) counts;
    }
    MapState<K, V> kept = super.getMapState(state);
    if (state.getName().equals(HELD_SIGNALS)) {
      held = (MapState<EventId, Lockable<?>>) kept;
    }
    return kept;
  }

  /** Those that CEP has asked for. */
  SignalCounts counts() {
    return Objects.requireNonNull(counts, "Flink CEP keeps no counts under " + COUNTS);
  }
}
