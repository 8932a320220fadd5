package dev.customerhealth.codec;

import dev.customerhealth.domain.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One input on its way to its customer: where it stood, what its head says, and its bytes, which
 * travel along so that a late or refused event can be given back as it came.
 *
 * @param type null for a tick, which carries event time and nothing else, and for a record from an
 *     unknown topic
 * @param customerId empty when it could not be read
 * @param timeMillis event time, epoch milliseconds
 * @param id unique among the events of the type; empty when it could not be read
 * @param source topic or file
 * @param partition of the topic; -1 for files
 * @param offset in the partition; for files the line, the header being line 1
 * @param appendedMillis the record's Kafka timestamp; -1 for files
 * @param key the record's key
 * @param payload Avro; nothing for a row of a file that could not be turned into it
 * @param reason why it was rejected; null when it was not
 * @param detail what exactly was wrong with it
 * @param row the row of a file as it stood; null for records of Kafka
 */
public record Envelope(
    @Nullable EventType type,
    String customerId,
    long timeMillis,
    String id,
    String source,
    int partition,
    long offset,
    long appendedMillis,
    byte @Nullable [] key,
    byte[] payload,
    @Nullable RejectReason reason,
    @Nullable String detail,
    @Nullable String row) {

  /** The partition of inputs that come from a file. */
  public static final int NO_PARTITION = -1;

  /** The Kafka timestamp of inputs that come from a file. */
  public static final long NOT_APPENDED = -1;

  private static final byte[] NOTHING = {};

  /** A record of Kafka. */
  public Envelope(
      @Nullable EventType type,
      String customerId,
      long timeMillis,
      String id,
      String source,
      int partition,
      long offset,
      long appendedMillis,
      byte @Nullable [] key,
      byte[] payload,
      @Nullable RejectReason reason,
      @Nullable String detail) {
    this(
        type,
        customerId,
        timeMillis,
        id,
        source,
        partition,
        offset,
        appendedMillis,
        key,
        payload,
        reason,
        detail,
        null);
  }

  /** A record that moves event time. */
  public static Envelope tick(
      String source, int partition, long offset, long timeMillis, long appendedMillis) {
    return new Envelope(
        null,
        "",
        timeMillis,
        "",
        source,
        partition,
        offset,
        appendedMillis,
        null,
        NOTHING,
        null,
        null);
  }

  public boolean isTick() {
    return type == null && reason == null;
  }

  public boolean isRejected() {
    return reason != null;
  }

  /** Where it stood, and nothing of what it said. */
  public Envelope erased() {
    return new Envelope(
        type,
        "",
        timeMillis,
        "",
        source,
        partition,
        offset,
        appendedMillis,
        null,
        NOTHING,
        RejectReason.ERASED,
        "",
        null);
  }

  /** The same input, refused on second thoughts. */
  public Envelope rejected(RejectReason why, String what) {
    return new Envelope(
        type,
        customerId,
        timeMillis,
        id,
        source,
        partition,
        offset,
        appendedMillis,
        key,
        payload,
        why,
        what,
        row);
  }
}
