package dev.customerhealth.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What all verbs share: the two streams, and the place of the log on stderr before the work begins.
 * Results go to {@link #out()}, everything said to a person while waiting to {@link #err()}.
 */
abstract class Verb implements Callable<Integer> {

  static final int DONE = 0;
  static final int CHECK_FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  /** Acted upon by the command line itself. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and stop.")
  @SuppressWarnings("UnusedVariable")
  private boolean helpWanted;

  @Override
  public final Integer call() throws Exception {
    LogPlace.file().ifPresent(file -> err().println("log: " + file));
    err().flush();
    try {
      return perform();
    } finally {
      out().flush();
      err().flush();
    }
  }

  /**
   * Does what the verb is for.
   *
   * @return {@link #DONE} or {@link #CHECK_FAILED}
   * @throws WrongUsage if the options do not fit together or name something unusable
   */
  abstract int perform() throws Exception;

  PrintWriter out() {
    return requireSpec().commandLine().getOut();
  }

  PrintWriter err() {
    return requireSpec().commandLine().getErr();
  }

  private CommandSpec requireSpec() {
    if (spec == null) {
      throw new IllegalStateException("a verb is run by the command line only");
    }
    return spec;
  }
}
