package dev.customerhealth.cli.demo;

import dev.customerhealth.operator.Account.Entry;
import java.util.Map;

/** How many inputs the job has read, and what became of them. */
public record Books(Map<String, Object> totals) {

  public static final Books EMPTY = new Books(Map.of());

  /** Zero before the job has begun to count. */
  public long get(Entry entry) {
    return totals.get(entry.key()) instanceof Long count ? count : 0;
  }

  /** Inputs that have come to an end. */
  public long settled() {
    return get(Entry.USED)
        + get(Entry.DUPLICATES)
        + get(Entry.REJECTED)
        + get(Entry.LATE)
        + get(Entry.IGNORED);
  }

  /** Whether so many inputs were read and each is accounted for. */
  public boolean closedAt(long sent) {
    return get(Entry.READ) == sent && settled() == sent;
  }
}
