package dev.customerhealth.io;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.TakeBefore;
import dev.customerhealth.operator.Types;
import dev.customerhealth.operator.WatermarkGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * CSV files as the beginning of an endless stream: all rows before an instant, then event time up
 * to just before it, and no end. So the job behind is, at that instant, what one that read them
 * from Kafka is, and a savepoint can be taken of it.
 */
public final class HistoryInputs {

  /** A source without events that keeps the stream open when the files have ended. */
  public static final String OPEN_UID = "history-open";

  /** Holds event time until the files have ended. */
  public static final String GATE_UID = "history-gate";

  /** Leaves out what comes from Kafka. */
  public static final String CUT_UID = "history-cut";

  /** Operators with state that mean nothing to a job that reads Kafka. */
  public static final List<String> UIDS = List.of(FileInputs.UID, OPEN_UID, GATE_UID, CUT_UID);

  private HistoryInputs() {}

  /**
   * @param files one per type, each checked to be readable
   * @param untilMillis exclusive: rows from then on are ignored, event time stops 1 ms before
   */
  public static DataStream<Envelope> from(
      StreamExecutionEnvironment env,
      Map<EventType, Path> files,
      EventDecoder decoder,
      long untilMillis) {
    // In front of the gate, and so in another task than route-input, which counts the same.
    return FileInputs.from(env, files, decoder)
        .process(new TakeBefore(untilMillis))
        .returns(Types.ENVELOPE)
        .name(CUT_UID)
        .uid(CUT_UID)
        .union(open(env))
        .transform(
            GATE_UID,
            Types.ENVELOPE,
            WatermarkGate.<Envelope>holdingUntilEndOfInput(untilMillis - 1))
        .uid(GATE_UID);
  }

  /** A tick that nobody counts, once a second; nobody waits for its event time. */
  private static DataStream<Envelope> open(StreamExecutionEnvironment env) {
    DataGeneratorSource<Envelope> source =
        new DataGeneratorSource<>(
            number -> Envelope.tick(OPEN_UID, Envelope.NO_PARTITION, number, 0, 0),
            Long.MAX_VALUE,
            RateLimiterStrategy.perSecond(1),
            Types.ENVELOPE);
    return env.fromSource(source, EventTime.idle(), OPEN_UID).setParallelism(1).uid(OPEN_UID);
  }
}
