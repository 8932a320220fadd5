package dev.customerhealth.bench.run;

import dev.customerhealth.bench.rival.Contestant;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param events those that were measured: what came after the warm-up
 * @param seconds wall clock for these, until event time had reached every sink
 * @param cpuSeconds of the process in this time: all threads, RocksDB's and the collector's too,
 *     but not the JIT compilers'
 * @param compilerSeconds CPU seconds of these
 * @param peakMib resident memory of the process at its peak during the run, with what native memory
 *     it keeps of runs before
 * @param checkpoints how many were completed
 * @param checkpointMillis the median duration of a checkpoint
 * @param checkpointBytes the median of what a checkpoint had to write
 * @param pauseMillis the longest that a subtask that scores customers stood still before it handed
 *     a checkpoint's barrier on; 0: not seen
 * @param stateBytes what the last checkpoint stands for, or the savepoint takes; 0: unknown
 * @param recoveryMillis from submission with a savepoint to the first record read; 0: it did not go
 *     on from one
 * @param savepoint where it is
 */
public record RunResult(
    Contestant contestant,
    String load,
    int parallelism,
    boolean exactlyOnce,
    long events,
    double seconds,
    double cpuSeconds,
    double compilerSeconds,
    long peakMib,
    long checkpoints,
    long checkpointMillis,
    long checkpointBytes,
    long pauseMillis,
    long stateBytes,
    long recoveryMillis,
    @Nullable String savepoint) {

  /** Of a contestant without checkpoints. */
  static RunResult of(RunSpec spec, Meter meter, long events, long stateBytes) {
    return new RunResult(
        spec.contestant(),
        spec.load().prefix(),
        spec.terms().parallelism(),
        spec.terms().exactlyOnce(),
        events,
        meter.seconds(),
        meter.cpuSeconds(),
        meter.compilerSeconds(),
        Meter.peakMib(),
        0,
        0,
        0,
        0,
        stateBytes,
        0,
        null);
  }

  /** Events per second of wall clock. */
  public double rate() {
    return events / seconds;
  }

  /** CPU seconds per million events. */
  public double cpuPerMillion() {
    return cpuSeconds / events * 1e6;
  }
}
