package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that a cluster on this machine writes. Logs, checkpoints and savepoints outlive it,
 * the rest is gone when it has stopped.
 */
public record ClusterFolder(Path path) {

  private static final Set<String> OUTLIVING = Set.of("logs", "checkpoints", "savepoints");
  private static final Set<String> ITS_OWN = Set.of("conf", "pids", "data", "cluster.properties");

  /** Always absolute: other processes get it, too. */
  public ClusterFolder {
    path = path.toAbsolutePath().normalize();
  }

  public Path settings() {
    return path.resolve("cluster.properties");
  }

  /** Copies of what the processes were started with. */
  public Path conf() {
    return path.resolve("conf");
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  public Path savepoints() {
    return path.resolve("savepoints");
  }

  Path pids() {
    return path.resolve("pids");
  }

  /** What a process keeps for as long as the cluster runs, over its own restarts, too. */
  Path data(String name) {
    return path.resolve("data").resolve(name);
  }

  Path log(String member) {
    return logs().resolve(member + ".log");
  }

  /** Whether something lies in it that no cluster has put there. */
  public boolean holdsSomethingElse() throws IOException {
    return !names().stream().allMatch(name -> OUTLIVING.contains(name) || ITS_OWN.contains(name));
  }

  void create() throws IOException {
    for (Path folder :
        List.of(
            conf(),
            logs(),
            pids(),
            checkpoints(),
            savepoints(),
            data("tmp"),
            data("rocksdb-logs"))) {
      Files.createDirectories(folder);
    }
  }

  /** Deletes what must not outlive the cluster, or what it has left at all. */
  public void clear(boolean everything) throws IOException {
    for (String name : names()) {
      if (ITS_OWN.contains(name) || everything && OUTLIVING.contains(name)) {
        delete(path.resolve(name));
      }
    }
    if (names().isEmpty()) {
      Files.deleteIfExists(path);
    }
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
