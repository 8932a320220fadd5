package dev.customerhealth.codec;

import org.jspecify.annotations.Nullable;

/**
 * One row of an input file: either a payload to decode, or the reason why there is none.
 *
 * @param line the line on which the row starts, from 1; the header is line 1
 * @param raw the row as it stands in the file, without its line break; cut to 1 MiB
 * @param payload the row as a record of today's schema in single-object encoding; null when
 *     rejected
 * @param reason null when there is a payload
 * @param detail of the reason; empty when there is a payload
 */
public record CsvRow(
    long line,
    String raw,
    byte @Nullable [] payload,
    @Nullable RejectReason reason,
    String detail) {

  static CsvRow of(long line, String raw, byte[] payload) {
    return new CsvRow(line, raw, payload, null, "");
  }

  static CsvRow rejected(long line, String raw, RejectReason reason, String detail) {
    return new CsvRow(line, raw, null, reason, detail);
  }
}
