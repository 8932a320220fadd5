package dev.customerhealth.bench.run;

import java.io.IOException;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/** Async-profiler, which Flink brings along: where the processors spend the measured time. */
final class Profile implements AutoCloseable {

  private final @Nullable String file;

  private Profile(@Nullable String file) {
    this.file = file;
  }

  /**
   * @param file collapsed stacks, one a line with its number of samples; null: nothing is profiled
   */
  static Profile start(@Nullable String file) throws IOException {
    Profile profile = new Profile(file);
    profile.command("start,event=itimer,interval=1ms,cstack=fp");
    return profile;
  }

  /** Forgets the warm-up. */
  void reset() throws IOException {
    command("stop");
    command("start,event=itimer,interval=1ms,cstack=fp");
  }

  @Override
  public void close() throws IOException {
    command("stop,file=" + file + ",collapsed,threads");
  }

  private void command(String command) throws IOException {
    if (file != null) {
      AsyncProfiler.getInstance().execute(command);
    }
  }
}
