package dev.customerhealth.bench.rival;

import dev.customerhealth.bench.load.Load;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What all contestants of a comparison share.
 *
 * @param prefix of the topics
 * @param alignmentDriftMillis event time by which a partition may run ahead; 0: any
 * @param silentDays days without a purchase after which the alarm of the rivals rings
 */
public record Terms(
    String bootstrapServers,
    String prefix,
    int parallelism,
    boolean exactlyOnce,
    long outOfOrdernessMillis,
    long watermarkIntervalMillis,
    long checkpointIntervalMillis,
    long alignmentDriftMillis,
    long idlenessMillis,
    int silentDays) {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration WATERMARKS = Duration.ofMillis(200);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final int MOST_SILENT_DAYS = 60;

  /** The job's defaults, except where a replay is to run as fast as it can. */
  public static Terms drain(
      String bootstrapServers, Load load, int parallelism, boolean exactlyOnce) {
    return new Terms(
        bootstrapServers,
        load.prefix(),
        parallelism,
        exactlyOnce,
        load.shape() == Load.Shape.CLEAN ? 0 : BOUND.toMillis(),
        WATERMARKS.toMillis(),
        CHECKPOINTS.toMillis(),
        // A tenth: partitions keep together, and nobody is held up.
        (load.span().toMillis() + pastMillis(load)) / 10,
        0,
        (int) Math.max(1, Math.min(MOST_SILENT_DAYS, load.span().toDays() / 3)));
  }

  private static long pastMillis(Load load) {
    return load.past() == null ? 0 : Duration.ofDays(load.past().days()).toMillis();
  }

  /** The same for those who begin behind the past. */
  public Terms aligned(Duration span) {
    return with(checkpointIntervalMillis, span.toMillis() / 10);
  }

  /** The same with other checkpoints. */
  public Terms checkpointed(Duration interval) {
    return with(interval.toMillis(), alignmentDriftMillis);
  }

  private Terms with(long checkpointMillis, long driftMillis) {
    return new Terms(
        bootstrapServers,
        prefix,
        parallelism,
        exactlyOnce,
        outOfOrdernessMillis,
        watermarkIntervalMillis,
        checkpointMillis,
        driftMillis,
        idlenessMillis,
        silentDays);
  }

  DeliveryGuarantee guarantee() {
    return exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE;
  }
}
