package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond the life of the one that started it. The number alone would do for a
 * while only: it is given to another process one day, so the time of the start stands beside it.
 */
record PidFile(Path path) {

  static PidFile of(ClusterFolder folder, String member) {
    return new PidFile(folder.pids().resolve(member + ".pid"));
  }

  void write(ProcessHandle process) throws IOException {
    Files.writeString(path, process.pid() + " " + startMillis(process));
  }

  /** The process, if it is still there. */
  Optional<ProcessHandle> process() throws IOException {
    String[] words;
    try {
      words = Files.readString(path).strip().split(" ");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (words.length != 2) {
      // Half written: its owner has just begun.
      return Optional.empty();
    }
    long startedMillis = Long.parseLong(words[1]);
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> startMillis(process) == startedMillis);
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
