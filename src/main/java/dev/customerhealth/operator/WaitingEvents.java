package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Events that event time has not passed yet, in memory: a customer's state is touched once when it
 * has, not on arrival, too. Bounded, and nothing but a shortcut: whoever holds it puts into state
 * what does not fit, and everything before a snapshot.
 */
final class WaitingEvents {

  /** An envelope's own fields, its texts' and arrays' headers, its place in the queue. */
  private static final long BYTES_EACH = 320;

  private final long mostBytes;
  private final PriorityQueue<Envelope> events =
      new PriorityQueue<>(Comparator.comparingLong(Envelope::timeMillis));

  private long bytes;

  /**
   * @param mostBytes by estimate
   */
  WaitingEvents(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** False: there is no room for it. */
  boolean add(Envelope event) {
    long size = bytes(event);
    if (bytes + size > mostBytes) {
      return false;
    }
    bytes += size;
    return events.add(event);
  }

  /**
   * Takes the events up to an instant, by customer.
   *
   * @param untilMillis epoch milliseconds, inclusive
   */
  Map<String, List<Envelope>> take(long untilMillis) {
    Map<String, List<Envelope>> taken = new LinkedHashMap<>();
    for (Envelope first = events.peek();
        first != null && first.timeMillis() <= untilMillis;
        first = events.peek()) {
      events.remove();
      bytes -= bytes(first);
      taken.computeIfAbsent(first.customerId(), id -> new ArrayList<>(1)).add(first);
    }
    return taken;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  private static long bytes(Envelope event) {
    byte[] key = event.key();
    return BYTES_EACH
        + event.payload().length
        + (key == null ? 0 : key.length)
        + bytes(event.customerId())
        + bytes(event.id())
        + bytes(event.source())
        + bytes(event.detail())
        + bytes(event.row());
  }

  /** Two a character: Vietnamese has many that do not fit one, and one of them is enough. */
  private static long bytes(@Nullable String text) {
    return text == null ? 0 : 2L * text.length();
  }
}
