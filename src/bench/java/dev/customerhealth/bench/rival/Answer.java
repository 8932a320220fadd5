package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What rivals publish, as text: the sums of a window, of all four, or an alarm. */
public final class Answer {

  /** Where the answers of all rivals go. */
  public static final Topic TOPIC = Topic.SCORES;

  static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private Answer() {}

  /** One of the windows, as of the end of a day. */
  static OutputMessage window(String customerId, long day, int days, long spend, long visits) {
    return message(customerId, day, "window," + day + ',' + days + ',' + spend + ',' + visits);
  }

  /**
   * All windows, as of an event.
   *
   * @param sums spend and visits of each window, in turn, shortest first
   */
  static OutputMessage windows(String customerId, long day, long... sums) {
    return message(
        customerId,
        day,
        "windows,"
            + day
            + ','
            + Arrays.stream(sums).mapToObj(Long::toString).collect(Collectors.joining(",")));
  }

  /**
   * Nothing was bought for too long.
   *
   * @param since day of the last purchase
   */
  static OutputMessage silence(String customerId, long since) {
    return message(customerId, since, "silence," + since);
  }

  static long day(long timeMillis) {
    return Math.floorDiv(timeMillis, DAY_MILLIS);
  }

  private static OutputMessage message(String customerId, long day, String text) {
    return new OutputMessage(
        TOPIC, customerId, text.getBytes(StandardCharsets.UTF_8), day * DAY_MILLIS);
  }
}
