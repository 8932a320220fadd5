package dev.customerhealth.pattern;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.jspecify.annotations.Nullable;

/**
 * How many signals of an instant Flink CEP has taken in: the next one's number among them. It
 * counts while the signals of a key are taken in, and begins anew for the next key.
 *
 * <p>CEP would keep these counts in keyed state and search it three times whenever it looks at a
 * key, for counts that are gone: what comes at an instant that event time has passed is late. In
 * RocksDB each search goes through what was deleted of all keys behind it, which costs more than
 * the stories themselves. A number must differ only from those of signals that are still held; so
 * where a restart lets an instant come again, they are asked.
 */
final class SignalCounts implements MapState<Long, Integer> {

  private final MapState<EventId, Lockable<?>> held;
  private final Map<Long, Integer> counts = new HashMap<>();

  /**
   * @param held signals that are part of a story which has begun
   */
  SignalCounts(MapState<EventId, Lockable<?>> held) {
    this.held = held;
  }

  @Override
  public @Nullable Integer get(Long timeMillis) throws Exception {
    int next = counts.getOrDefault(timeMillis, 0);
    while (held.contains(new EventId(next, timeMillis))) {
      next++;
    }
    return next == 0 ? null : (Integer) next;
  }

  @Override
  public void put(Long timeMillis, Integer count) {
    counts.put(timeMillis, count);
  }

  @Override
  public void putAll(Map<Long, Integer> more) {
    counts.putAll(more);
  }

  @Override
  public void remove(Long timeMillis) {
    counts.remove(timeMillis);
  }

  @Override
  public boolean contains(Long timeMillis) {
    return counts.containsKey(timeMillis);
  }

  @Override
  public Iterable<Map.Entry<Long, Integer>> entries() {
    return counts.entrySet();
  }

  @Override
  public Iterable<Long> keys() {
    return counts.keySet();
  }

  @Override
  public Iterable<Integer> values() {
    return counts.values();
  }

  @Override
  public Iterator<Map.Entry<Long, Integer>> iterator() {
    return counts.entrySet().iterator();
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  @Override
  public void clear() {
    counts.clear();
  }
}
