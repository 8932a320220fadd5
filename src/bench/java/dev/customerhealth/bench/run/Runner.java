package dev.customerhealth.bench.run;

import dev.customerhealth.bench.load.BenchTopics;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Starts a run in the process that fits the contestant, and waits for what it has measured. */
public final class Runner {

  /** Of each contestant's JVM; RocksDB's memory comes on top. */
  private static final int HEAP_MIB = 1_536;

  private Runner() {}

  public static RunResult run(RunSpec spec) throws IOException, InterruptedException {
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

  private static RunResult answer(RunSpec spec) throws IOException, InterruptedException {
    try (ChildJvm child = start(spec)) {
      return Wire.read(child.lastLine(), RunResult.class);
    }
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
