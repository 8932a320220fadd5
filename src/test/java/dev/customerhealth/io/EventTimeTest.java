package dev.customerhealth.io;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.HOUR;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.RejectReason;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Test;

class EventTimeTest {

  private static final Duration BOUND = Duration.ofHours(2);

  private final Partition partition =
      new Partition(EventTime.perPartition(BOUND, Duration.ZERO, Duration.ZERO));

  @Test
  void eventTimeStaysTheBoundBehindTheNewestEvent() {
    assertThat(partition.after(purchase("an", noon(1), "p1", "10"))).isEqualTo(behind(noon(1)));
    assertThat(partition.after(purchase("an", noon(1) - HOUR, "p2", "10")))
        .isEqualTo(behind(noon(1)));
    assertThat(partition.after(purchase("an", noon(2), "p3", "10"))).isEqualTo(behind(noon(2)));
  }

  @Test
  void aClockThatRunsAheadCountsNoFurtherThanTheBrokersTime() {
    partition.after(purchase("an", noon(1), "p1", "10"));
    Envelope ahead = appended(purchase("bo", noon(1) + DAY, "p2", "10"), noon(1) + 1);
    assertThat(partition.after(ahead)).isEqualTo(behind(noon(1) + 1));
    assertThat(partition.after(Envelope.tick("t", 0, 0, noon(900), noon(1) + 2)))
        .isEqualTo(behind(noon(1) + 2));
  }

  @Test
  void whatWasRejectedTellsNoTime() {
    partition.after(purchase("an", noon(1), "p1", "10"));
    Envelope refused =
        purchase("an", noon(9), "p2", "10").rejected(RejectReason.TIME_IN_FUTURE, "eventTime");
    assertThat(partition.after(refused)).isEqualTo(behind(noon(1)));
  }

  @Test
  void aPartitionOfRejectedRecordsOnlyHoldsEventTimeAtItsBeginning() {
    Envelope refused =
        purchase("an", noon(9), "p2", "10").rejected(RejectReason.TIME_IN_FUTURE, "eventTime");
    assertThat(partition.after(refused)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aTickMovesEventTime() {
    assertThat(partition.after(Envelope.tick("t", 0, 0, noon(3), noon(3))))
        .isEqualTo(behind(noon(3)));
  }

  @Test
  void idlenessAndAlignmentAreOptional() {
    WatermarkStrategy<Envelope> neither =
        EventTime.perPartition(BOUND, Duration.ZERO, Duration.ZERO);
    assertThat(neither.getAlignmentParameters().isEnabled()).isFalse();
    WatermarkStrategy<Envelope> both =
        EventTime.perPartition(BOUND, Duration.ofSeconds(60), Duration.ofHours(1));
    assertThat(both.getAlignmentParameters().isEnabled()).isTrue();
    assertThat(both.getAlignmentParameters().getMaxAllowedWatermarkDrift()).isEqualTo(HOUR);
  }

  private static long behind(long newestMillis) {
    return newestMillis - BOUND.toMillis() - 1;
  }

  private static Envelope appended(Envelope event, long appendedMillis) {
    return new Envelope(
        event.type(),
        event.customerId(),
        event.timeMillis(),
        event.id(),
        event.source(),
        event.partition(),
        event.offset(),
        appendedMillis,
        event.key(),
        event.payload(),
        null,
        null);
  }

  /** Follows one partition as the source does. */
  private static final class Partition
      implements TimestampAssignerSupplier.Context, WatermarkOutput {
    private final TimestampAssigner<Envelope> timestamps;
    private final WatermarkGenerator<Envelope> watermarks;
    private long watermark = Long.MIN_VALUE;

    Partition(WatermarkStrategy<Envelope> strategy) {
      timestamps = strategy.createTimestampAssigner(this);
      watermarks = strategy.createWatermarkGenerator(null);
    }

    long after(Envelope input) {
      long timestamp = timestamps.extractTimestamp(input, input.appendedMillis());
      watermarks.onEvent(input, timestamp, this);
      watermarks.onPeriodicEmit(this);
      return watermark;
    }

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = Math.max(watermark, mark.getTimestamp());
    }

    @Override
    public void markIdle() {
      throw new AssertionError("idle");
    }

    @Override
    public void markActive() {}

    @Override
    public MetricGroup getMetricGroup() {
      throw new AssertionError("no metrics here");
    }
  }
}
