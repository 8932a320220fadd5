package dev.customerhealth.cli.synthetic;

import dev.customerhealth.domain.Purchase;
import java.time.Duration;
import java.time.Instant;

/** A real order, and the made-up way it went. */
record Occasion(Purchase order, Mood mood, Staff staff) {

  String customerId() {
    return order.customerId();
  }

  /** For whatever this order leads to, of one kind. */
  String id(String kind) {
    return SyntheticFeedback.MARK + kind + "-" + order.id();
  }

  Instant after(Duration time) {
    return Instant.ofEpochMilli(order.timeMillis()).plus(time);
  }
}
