package dev.customerhealth.codec;

import dev.customerhealth.domain.CustomerEvent;

/** What became of the bytes of one input: an event, or the reason why not. */
public sealed interface Decoded {

  record Event(CustomerEvent event) implements Decoded {}

  /**
   * @param detail a field name and at most a clipped technical value; never free text of a person
   */
  record Rejected(RejectReason reason, String detail) implements Decoded {}
}
