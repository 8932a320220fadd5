package dev.customerhealth.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the end of a stream from being taken for the end of time: the watermark of +infinity, which
 * Flink sends when files end or when a job is stopped with drain, would fire every timer that was
 * ever armed.
 *
 * <p>Over files it also holds event time until they have ended, and then lets it run to a chosen
 * instant: the bound of disorder is the whole input, so the order of rows makes no difference.
 *
 * <p>State: none. Output: every record as it came.
 */
public final class WatermarkGate<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  public static final String UID = "watermark-gate";

  private static final long serialVersionUID = 1L;
  private static final long OPEN = Long.MIN_VALUE;

  private final long endMillis;

  private WatermarkGate(long endMillis) {
    this.endMillis = endMillis;
  }

  /** For endless streams: only the end of time is held back. */
  public static <T> WatermarkGate<T> withoutEnd() {
    return new WatermarkGate<>(OPEN);
  }

  /**
   * For files.
   *
   * @param endMillis how far event time runs when all of them have been read, inclusive
   */
  public static <T> WatermarkGate<T> holdingUntilEndOfInput(long endMillis) {
    return new WatermarkGate<>(endMillis);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean ends = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    if (endMillis == OPEN) {
      if (!ends) {
        super.processWatermark(mark);
      }
    } else if (ends) {
      super.processWatermark(new Watermark(endMillis));
    }
  }
}
