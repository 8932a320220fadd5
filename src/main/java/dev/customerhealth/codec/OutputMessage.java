package dev.customerhealth.codec;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param value null is a tombstone: it removes the key from a compacted topic
 * @param timeMillis event time at which it was decided, epoch milliseconds
 */
public record OutputMessage(Topic topic, String key, byte @Nullable [] value, long timeMillis) {

  public static OutputMessage tombstone(Topic topic, String key, long timeMillis) {
    return new OutputMessage(topic, key, null, timeMillis);
  }
}
