package dev.customerhealth.bench.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JVM of its own, so that nobody inherits another contestant's code, heap or threads. */
public final class ChildJvm implements AutoCloseable {

  /** Flink's RocksDB and that of Kafka Streams have the same classes, and different ones inside. */
  private static final Predicate<String> FLINKS_ROCKSDB = jar -> jar.contains("frocksdbjni");

  private static final Predicate<String> STREAMS_ROCKSDB =
      jar -> jar.contains("rocksdbjni") && !jar.contains("frocksdbjni");

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a broker's, loader's or Flink's process. */
  public static ChildJvm start(Class<?> main, int heapMib, String... args) throws IOException {
    return start(main, heapMib, STREAMS_ROCKSDB, args);
  }

  /** Starts a process with Kafka Streams in it. */
  static ChildJvm startStreams(Class<?> main, int heapMib, String... args) throws IOException {
    return start(main, heapMib, FLINKS_ROCKSDB, args);
  }

  private static ChildJvm start(
      Class<?> main, int heapMib, Predicate<String> unwanted, String... args) throws IOException {
    Path home = Path.of(System.getProperty("customerhealth.home", "."));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("flink-conf").resolve("java17.args"));
    command.add("-Xmx" + heapMib + "m");
    // Their CPU time is counted per thread: none may end before it was.
    command.add("-XX:-UseDynamicNumberOfCompilerThreads");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dlog4j2.configurationFile=" + home.resolve("flink-conf/log4j2-run.properties"));
    String log = System.getProperty("customerhealth.log");
    if (log != null) {
      command.add("-Dcustomerhealth.log=" + log);
    }
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(unwanted.negate())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Gives it a line to read. */
  void say(String line) throws IOException {
    process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The next line that it prints. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("a process ended without an answer: " + process.info().commandLine());
    }
    return line;
  }

  /** The last line that it prints, once it has ended. */
  public String lastLine() throws IOException, InterruptedException {
    String last = line();
    for (@Nullable String next = last; next != null; next = out.readLine()) {
      last = next;
    }
    if (process.waitFor() != 0) {
      throw new IOException("a process failed with " + process.exitValue());
    }
    return last;
  }

  /** Lets it end by itself. */
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() throws IOException {
    endInput();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
