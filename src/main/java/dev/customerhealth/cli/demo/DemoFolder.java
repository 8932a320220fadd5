package dev.customerhealth.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A temporary folder for all files of a local Flink; gone when closed. */
public record DemoFolder(Path path) implements AutoCloseable {

  /** A Flink that is ending still writes and deletes by itself. */
  private static final int ATTEMPTS = 50;

  private static final long PAUSE_NANOS = 100_000_000;

  public static DemoFolder create() throws IOException {
    return new DemoFolder(Files.createTempDirectory("customer-health-flink-"));
  }

  public Path sub(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  @Override
  public void close() {
    files().forEach(DemoFolder::delete);
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      files().forEach(DemoFolder::delete);
    }
  }

  /** What lies in a folder comes before the folder. */
  private List<Path> files() {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(path);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
