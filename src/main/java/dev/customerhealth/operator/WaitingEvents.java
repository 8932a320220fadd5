package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

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
    String row = event.row();
    return BYTES_EACH
        + event.payload().length
        + (key == null ? 0 : key.length)
        + (row == null ? 0 : row.length())
        + event.customerId().length()
        + event.id().length();
  }
}
