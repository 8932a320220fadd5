package dev.customerhealth.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder; gone when closed. */
public record WorkFolder(Path path) implements AutoCloseable {

  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("customer-health-bench-"));
  }

  /** What is in another folder, under other names: deleting it here does not delete it there. */
  public static WorkFolder linkedTo(Path other) throws IOException {
    WorkFolder folder = create();
    try (Stream<Path> files = Files.walk(other)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path link = folder.path.resolve(other.relativize(file).toString());
        Files.createDirectories(link.getParent());
        Files.createLink(link, file);
      }
    }
    return folder;
  }

  public Path sub(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  /** Bytes of all files in a folder. */
  public static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    delete(path);
  }

  /** A folder and all that is in it. */
  public static void delete(Path folder) {
    for (Path file : files(folder)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }

  /** What lies in a folder comes before the folder. */
  private static List<Path> files(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(path);
    }
  }
}
