package dev.customerhealth.cli;

import dev.customerhealth.codec.RejectReason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the rows of one input file: read = used + duplicates + rejected + ignored. */
final class RowTally {

  private final Map<RejectReason, Rejected> rejected = new EnumMap<>(RejectReason.class);
  private long read;
  private long duplicates;
  private long ignored;

  private record Rejected(long rows, long firstLine, String firstDetail) {}

  /** Rows so far. */
  long addRead() {
    return ++read;
  }

  void addDuplicates(long rows) {
    duplicates += rows;
  }

  /** Behind the end of the time looked at. */
  void addIgnored() {
    ignored++;
  }

  void addRejected(long line, RejectReason reason, String detail) {
    rejected.merge(
        reason,
        new Rejected(1, line, detail),
        (known, one) -> new Rejected(known.rows + 1, known.firstLine, known.firstDetail));
  }

  long read() {
    return read;
  }

  boolean has(RejectReason reason) {
    return rejected.containsKey(reason);
  }

  long rejected() {
    return rejected.values().stream().mapToLong(Rejected::rows).sum();
  }

  long used() {
    return read - duplicates - ignored - rejected();
  }

  /** {@code INVALID_TIME 3 (first: line 17, eventTime: x), ...}; empty when all was well. */
  String reasons() {
    return rejected.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().rows + first(e.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String first(Rejected rejected) {
    String detail = rejected.firstDetail.isEmpty() ? "" : ", " + rejected.firstDetail;
    return " (first: line " + rejected.firstLine + detail + ")";
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("read", read);
    json.put("used", used());
    json.put("duplicates", duplicates);
    json.put("rejected", rejected());
    json.put("ignored", ignored);
    var reasons = new LinkedHashMap<String, Long>();
    rejected.forEach((reason, rows) -> reasons.put(reason.name(), rows.rows));
    json.put("rejectedReasons", reasons);
    return json;
  }
}
