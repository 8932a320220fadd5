package dev.customerhealth.bench.run;

import dev.customerhealth.bench.load.BenchTopics;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Has runs made in the process that fits the contestant. Each has one, which stays from run to run:
 * what is measured is the contestant, not how fast a JVM compiles it.
 */
public final class Runner implements AutoCloseable {

  /** Of each contestant's JVM; RocksDB's memory comes on top. */
  private static final int HEAP_MIB = 1_536;

  private final Map<Contestant, ChildJvm> processes = new EnumMap<>(Contestant.class);

  /** A run, and what was measured. */
  public RunResult run(RunSpec spec) throws IOException, InterruptedException {
    if (spec.contestant() != Contestant.ROCKSDB) {
      new BenchTopics(spec.terms().bootstrapServers(), spec.load().prefix(), Load.PARTITIONS)
          .emptyOutputs();
    }
    if (spec.resumeFrom() == null) {
      return answer(spec);
    }
    // Whoever goes on from a savepoint takes it over, and deletes it in time.
    try (WorkFolder savepoint = WorkFolder.linkedTo(Path.of(URI.create(spec.resumeFrom())))) {
      return answer(spec.resumed(savepoint.path().toUri().toString()));
    }
  }

  private RunResult answer(RunSpec spec) throws IOException {
    ChildJvm process = processes.get(spec.contestant());
    if (process == null) {
      process = start(spec);
      processes.put(spec.contestant(), process);
    } else {
      process.say(Wire.line(spec));
    }
    return Wire.read(process.line(), RunResult.class);
  }

  @Override
  public void close() throws IOException {
    for (ChildJvm process : processes.values()) {
      process.close();
    }
    processes.clear();
  }

  /** A run that goes on until the process is told to end. */
  public static ChildJvm start(RunSpec spec) throws IOException {
    String arg = Wire.line(spec);
    return switch (spec.contestant()) {
      case STREAMS -> ChildJvm.startStreams(StreamsProcess.class, HEAP_MIB, arg);
      case ROCKSDB -> ChildJvm.start(RocksLoop.class, HEAP_MIB, arg);
      default -> ChildJvm.start(FlinkProcess.class, HEAP_MIB, arg);
    };
  }
}
