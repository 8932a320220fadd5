package dev.customerhealth.bench.rival;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who runs. */
public enum Contestant {
  /** The job as {@code flink run} starts it, all of it. */
  JOB("the job", new TheJob()),
  /** (a) Kafka, decode, discard. */
  DECODE("decode and discard", new DecodeOnly()),
  /** (b) Kafka, decode, key by customer, encode, Kafka: no state. */
  PASS_THROUGH("pass-through", new PassThrough()),
  /** (c) The RocksDB loop: get and put of a value by the same keys, without Flink and Kafka. */
  ROCKSDB("RocksDB loop", null),
  /** (d) Sliding windows and sessions of Flink's DataStream API. */
  SLIDING("DataStream sliding windows", new SlidingWindows()),
  /** (e) Flink SQL, four OVER windows in a chain, and session windows. */
  SQL("SQL OVER windows", new OverWindows()),
  /** (f) Kafka Streams with the job's own ledger in its RocksDB store. */
  STREAMS("Kafka Streams", null),
  /** (g) Flink CEP over raw purchases, for the silence alone. */
  CEP("CEP on raw events", new CepSilence());

  private final String label;
  private final @Nullable Graph graph;

  Contestant(String label, @Nullable Graph graph) {
    this.label = label;
    this.graph = graph;
  }

  /** For tables and charts. */
  public String label() {
    return label;
  }

  /** For {@code --only} and JSON. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whoever takes so long that a few thousand events are enough. */
  public boolean isSlow() {
    return this == SLIDING || this == SQL || this == CEP;
  }

  /** Null for those that are no Flink job. */
  public @Nullable Graph graph() {
    return graph;
  }
}
