package dev.customerhealth.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of refused inputs on their way back: read = sent + skipped. */
final class ReplayCount {

  private final String from;
  private final boolean dryRun;
  private final Map<String, Long> sentTo = new TreeMap<>();
  private final Map<RefusedInput.Skipped, Long> skipped = new TreeMap<>();

  /** Counted by the thread of the producer. */
  private final AtomicLong failed = new AtomicLong();

  ReplayCount(String from, boolean dryRun) {
    this.from = from;
    this.dryRun = dryRun;
  }

  void send(String topic) {
    sentTo.merge(topic, 1L, Long::sum);
  }

  void skip(RefusedInput.Skipped why) {
    skipped.merge(why, 1L, Long::sum);
  }

  void fail() {
    failed.incrementAndGet();
  }

  long sent() {
    return sum(sentTo);
  }

  long read() {
    return sent() + sum(skipped);
  }

  long failed() {
    return failed.get();
  }

  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("from", from);
    report.put("dryRun", dryRun);
    report.put("read", read());
    report.put("sent", sent() - failed());
    report.put("failed", failed());
    report.put("sentTo", sentTo);
    report.put("skipped", skipped);
    return report;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
