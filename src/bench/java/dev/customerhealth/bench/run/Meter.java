package dev.customerhealth.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Two clocks that run from the end of the warm-up: the wall's and the processors'. */
final class Meter {

  private static final long LOOK_MILLIS = 5;
  private static final double NANOS = 1e9;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final LongSupplier read;
  private long startNanos;
  private long startCpuNanos;
  private long startRead;
  private double seconds;
  private double cpuSeconds;

  /**
   * @param read how many records were read so far
   */
  Meter(LongSupplier read) {
    this.read = read;
  }

  /** Waits until so many records were read, and starts the clocks. */
  void warmUp(long records, BooleanSupplier failed) throws InterruptedException {
    await(() -> read.getAsLong() >= records, failed);
    startNanos = System.nanoTime();
    startCpuNanos = SYSTEM.getProcessCpuTime();
    startRead = read.getAsLong();
  }

  /** Waits and stops the clocks. */
  void measure(BooleanSupplier finished, BooleanSupplier failed) throws InterruptedException {
    await(finished, failed);
    seconds = (System.nanoTime() - startNanos) / NANOS;
    cpuSeconds = (SYSTEM.getProcessCpuTime() - startCpuNanos) / NANOS;
  }

  static void await(BooleanSupplier condition, BooleanSupplier failed) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (failed.getAsBoolean()) {
        throw new IllegalStateException("The job has ended before its time");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  long startRead() {
    return startRead;
  }

  double seconds() {
    return seconds;
  }

  double cpuSeconds() {
    return cpuSeconds;
  }

  /** Resident memory at its peak, in MiB; 0 where the operating system does not tell. */
  static long peakMib() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
