package dev.customerhealth.codec;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param value null is a tombstone: it removes the key from a compacted topic
 * @param timeMillis event time at which it was decided, epoch milliseconds
 * @param revision which of its key's records it is, from 1, where headers say so ({@link
 *     Topic#isCloudEvents}); else 0
 */
public record OutputMessage(
    Topic topic, String key, byte @Nullable [] value, long timeMillis, long revision) {

  public OutputMessage(Topic topic, String key, byte @Nullable [] value, long timeMillis) {
    this(topic, key, value, timeMillis, 0);
  }

  public static OutputMessage tombstone(Topic topic, String key, long timeMillis) {
    return new OutputMessage(topic, key, null, timeMillis);
  }

  OutputMessage withRevision(long number) {
    return new OutputMessage(topic, key, value, timeMillis, number);
  }
}
