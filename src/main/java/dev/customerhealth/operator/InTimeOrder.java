package dev.customerhealth.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * What of a key waits until event time has passed it, and the one timer of the key: for the
 * earliest of what waits, or for whatever else the key has to look at by itself.
 *
 * <p>State: {@code waiting}, and {@code armed}, the instant of the timer. Both are gone when
 * nothing waits and nothing is to be looked at.
 */
final class InTimeOrder<T> {

  /** No such instant. */
  static final long NEVER = Long.MAX_VALUE;

  private final ListState<T> waiting;
  private final ValueState<Long> armed;
  private final Comparator<T> order;
  private final ToLongFunction<T> dueMillis;

  /**
   * @param passed in their order
   * @param nextMillis when the next one is due that still waits; {@link #NEVER} without one
   */
  record Taken<T>(List<T> passed, long nextMillis) {}

  /**
   * @param order need not be total: what is equal stays in the order in which it came
   * @param dueMillis when it may be taken, epoch milliseconds
   */
  InTimeOrder(
      RuntimeContext context,
      TypeInformation<T> type,
      Comparator<T> order,
      ToLongFunction<T> dueMillis) {
    this.waiting = context.getListState(new ListStateDescriptor<>("waiting", type));
    this.armed = context.getState(new ValueStateDescriptor<>("armed", LongSerializer.INSTANCE));
    this.order = order;
    this.dueMillis = dueMillis;
  }

  /** Whether event time has passed it already, so that it is to be taken now. */
  boolean add(T input, TimerService timers) throws Exception {
    waiting.add(input);
    long due = dueMillis.applyAsLong(input);
    if (due <= timers.currentWatermark()) {
      return true;
    }
    Long before = armed(timers);
    if (before == null || due < before) {
      lookAt(due, timers);
    }
    return false;
  }

  /** Takes what event time has passed; {@link #lookAt} must follow. */
  Taken<T> take(TimerService timers) throws Exception {
    List<T> passed = new ArrayList<>();
    List<T> ahead = new ArrayList<>();
    long next = NEVER;
    for (T input : waiting.get()) {
      long due = dueMillis.applyAsLong(input);
      if (due <= timers.currentWatermark()) {
        passed.add(input);
      } else {
        ahead.add(input);
        next = Math.min(next, due);
      }
    }
    waiting.update(ahead);
    passed.sort(order);
    return new Taken<>(passed, next);
  }

  /** Moves the timer; {@link #NEVER}: there is nothing to look at. */
  void lookAt(long millis, TimerService timers) throws Exception {
    Long before = armed(timers);
    if (before != null && before != millis) {
      timers.deleteEventTimeTimer(before);
    }
    if (millis == NEVER) {
      armed.clear();
    } else if (before == null || before != millis) {
      timers.registerEventTimeTimer(millis);
      armed.update(millis);
    }
  }

  /** Null: none, or it has fired. */
  private @Nullable Long armed(TimerService timers) throws Exception {
    Long at = armed.value();
    return at == null || at <= timers.currentWatermark() ? null : at;
  }
}
