package dev.customerhealth.bench.run;

import dev.customerhealth.operator.ScoreCustomer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a subtask stands still before it hands a checkpoint's barrier on. Flink measures that
 * nowhere; here it is looked up, again and again while a checkpoint goes on, what the subtask's
 * thread is doing. Exact to the time between two looks.
 */
final class BarrierPause {

  private static final String BEFORE_THE_BARRIER = "prepareSnapshotPreBarrier";

  private final Map<Thread, Long> since = new HashMap<>();
  private List<Thread> subtasks = List.of();
  private long longestNanos;

  /** To be called often. */
  void look() {
    if (LiveMetrics.values("numberOfInProgressCheckpoints", "").stream().noneMatch(n -> n > 0)) {
      since.clear();
      subtasks = List.of();
      return;
    }
    if (subtasks.isEmpty()) {
      subtasks =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith(ScoreCustomer.UID))
              .toList();
    }
    subtasks.forEach(this::look);
  }

  private void look(Thread subtask) {
    for (StackTraceElement frame : subtask.getStackTrace()) {
      if (frame.getMethodName().equals(BEFORE_THE_BARRIER)) {
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - since.computeIfAbsent(subtask, any -> now));
        return;
      }
    }
    since.remove(subtask);
  }

  long longestMillis() {
    return longestNanos / 1_000_000;
  }
}
