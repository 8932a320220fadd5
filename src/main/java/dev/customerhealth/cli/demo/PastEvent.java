package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of the history: a real purchase, or what was made up about one.
 *
 * @param payload as it goes onto its topic
 */
record PastEvent(CustomerEvent event, byte[] payload) {

  private static final EventDecoder DECODER = new EventDecoder();

  /** Empty when the job would reject it. */
  static Optional<PastEvent> of(EventType type, byte @Nullable [] payload) {
    return payload != null
            && DECODER.decode(type, payload, EventDecoder.LATEST_IN_FILES)
                instanceof Decoded.Event decoded
        ? Optional.of(new PastEvent(decoded.event(), payload))
        : Optional.empty();
  }

  EventType type() {
    return event.type();
  }

  long timeMillis() {
    return event.timeMillis();
  }

  String customerId() {
    return event.customerId();
  }

  String id() {
    return event.id();
  }

  /** Empty for what was made up. */
  Optional<Purchase> purchase() {
    return event instanceof Purchase purchase ? Optional.of(purchase) : Optional.empty();
  }
}
