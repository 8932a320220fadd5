package dev.customerhealth.bench.load;

import dev.customerhealth.domain.EventType;

/**
 * A record to be sent.
 *
 * @param sentMillis when it is sent, epoch milliseconds; its event time may be earlier
 */
public record Made(EventType type, String customerId, long sentMillis, byte[] payload) {}
