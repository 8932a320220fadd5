package dev.customerhealth.cli.demo;

import dev.customerhealth.domain.Purchase;

/**
 * One row of the bundled history.
 *
 * @param payload as it goes onto its topic
 */
record PastPurchase(Purchase purchase, byte[] payload) {

  long timeMillis() {
    return purchase.timeMillis();
  }

  String customerId() {
    return purchase.customerId();
  }
}
