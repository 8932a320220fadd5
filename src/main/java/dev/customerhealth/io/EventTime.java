package dev.customerhealth.io;

import dev.customerhealth.codec.Envelope;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** How far event time has come. */
final class EventTime {

  private static final String ALIGNMENT_GROUP = "customer-health-inputs";
  private static final Duration ALIGNMENT_UPDATE = Duration.ofMillis(200);

  private EventTime() {}

  /**
   * Per partition, {@code bound} behind the newest event.
   *
   * @param idleness wall-clock time after which a silent partition no longer holds event time back;
   *     zero: never. Ticks make it needless.
   * @param drift event time by which one partition may run ahead of the slowest; zero: any
   */
  static WatermarkStrategy<Envelope> perPartition(
      Duration bound, Duration idleness, Duration drift) {
    WatermarkStrategy<Envelope> strategy =
        WatermarkStrategy.<Envelope>forBoundedOutOfOrderness(bound)
            .withTimestampAssigner((envelope, appended) -> timestamp(envelope));
    if (!idleness.isZero()) {
      strategy = strategy.withIdleness(idleness);
    }
    return drift.isZero()
        ? strategy
        : strategy.withWatermarkAlignment(ALIGNMENT_GROUP, drift, ALIGNMENT_UPDATE);
  }

  /** For records that have no part in event time: nobody waits for them. */
  static WatermarkStrategy<Envelope> idle() {
    return WatermarkStrategy.forGenerator(context -> new Idle());
  }

  private static final class Idle implements WatermarkGenerator<Envelope> {
    @Override
    public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {
      // Stays idle.
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  /** Files end before their event time counts: see WatermarkGate. */
  static WatermarkStrategy<Envelope> none() {
    return WatermarkStrategy.noWatermarks();
  }

  /**
   * A clock that runs ahead must not make everybody else late: it counts no further than the
   * broker's time. A rejected record tells no time at all.
   */
  private static long timestamp(Envelope envelope) {
    return envelope.isRejected()
        ? Long.MIN_VALUE
        : Math.min(envelope.timeMillis(), envelope.appendedMillis());
  }
}
