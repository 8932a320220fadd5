package dev.customerhealth.codec;

import dev.customerhealth.domain.EventType;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an input topic to a fact. Whatever the bytes, it never throws on their account. Threads
 * may share it; it may travel inside a Flink function.
 */
public final class EventDecoder implements Serializable {

  private static final long serialVersionUID = 1L;

  /** 2100-01-01T00:00:00Z, epoch milliseconds: files carry no time of arrival to compare with. */
  public static final long LATEST_IN_FILES = 4_102_444_800_000L;

  private final @Nullable SchemaLookup registry;
  private final transient List<PayloadReader<SpecificRecord>> readers;

  /** Reads single-object encoding only; records in the Confluent framing are rejected. */
  public EventDecoder() {
    this(null);
  }

  /**
   * @param registry resolves the ids of the Confluent framing; null when none is configured
   */
  public EventDecoder(@Nullable SchemaLookup registry) {
    this.registry = registry;
    this.readers =
        EventType.inputs().stream()
            .map(type -> new PayloadReader<>(Contract.input(type), registry))
            .toList();
  }

  /**
   * @param latestMillis the latest event time accepted, epoch milliseconds, inclusive: in Kafka a
   *     day after the record's timestamp, in files {@link #LATEST_IN_FILES}
   * @throws RegistryException when the schema must be asked for and the registry does not answer:
   *     the record may be a good one, and is to be read again later
   */
  public Decoded decode(EventType type, byte[] payload, long latestMillis) {
    try {
      SpecificRecord read = readers.get(type.ordinal()).read(payload);
      return new Decoded.Event(EventMapping.toEvent(type, read, latestMillis));
    } catch (Rejection e) {
      return new Decoded.Rejected(e.reason(), e.detail());
    } catch (RegistryException e) {
      throw e;
    } catch (RuntimeException e) {
      // A promise, not an expectation: no record known to us gets here.
      return new Decoded.Rejected(RejectReason.UNREADABLE, e.getClass().getSimpleName());
    }
  }

  /** What resolves the ids of the Confluent framing; null when nothing does. */
  public @Nullable SchemaLookup registry() {
    return registry;
  }

  private Object readResolve() {
    return new EventDecoder(registry);
  }
}
