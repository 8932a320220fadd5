package dev.customerhealth.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Two clocks that run from the end of the warm-up: the wall's and the processors'. */
final class Meter {

  private static final long LOOK_MILLIS = 5;
  private static final double NANOS = 1e9;
  private static final double TICKS_PER_SECOND = 100;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final LongSupplier read;
  private long startNanos;
  private long startCpuNanos;
  private long startRead;
  private double startCompilerSeconds;
  private double seconds;
  private double cpuSeconds;
  private double compilerSeconds;

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
    startCompilerSeconds = compilers();
    // Not what was read by now: what a source reads ahead is work to come.
    startRead = records;
  }

  /** Waits and stops the clocks. */
  void measure(BooleanSupplier finished, BooleanSupplier failed) throws InterruptedException {
    await(finished, failed);
    seconds = (System.nanoTime() - startNanos) / NANOS;
    compilerSeconds = compilers() - startCompilerSeconds;
    cpuSeconds = (SYSTEM.getProcessCpuTime() - startCpuNanos) / NANOS - compilerSeconds;
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

  double compilerSeconds() {
    return compilerSeconds;
  }

  /**
   * CPU seconds of the JIT compilers' threads so far; 0 where the operating system does not tell.
   * What they cost belongs to the first minutes of a process, not to a million events.
   */
  private static double compilers() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.mapToLong(Meter::compilerTicks).sum() / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Of a thread of another kind: nothing. */
  private static long compilerTicks(Path thread) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
        return 0;
      }
      // "pid (name) state ...": user and system time are the 14th and 15th.
      String stat = Files.readString(thread.resolve("stat"));
      String[] cells = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 0);
      return Long.parseLong(cells[11]) + Long.parseLong(cells[12]);
    } catch (IOException e) {
      // It has ended just now.
      return 0;
    }
  }

  /** From here on a new peak counts, where the operating system (Linux) can forget the last. */
  static void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardOpenOption.WRITE);
    } catch (IOException e) {
      // Then it is the process's since it began.
    }
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
