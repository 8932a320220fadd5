package dev.customerhealth.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The verb {@code demo}, without its options' text. */
public final class DemoRun {

  private static final Path DATA = Path.of("data", "online_retail_ii.csv.gz");

  private final Path home;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param home the project's root, where the folder {@code data} is
   */
  public DemoRun(Path home, PrintWriter out, PrintWriter err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /**
   * As fast as it goes.
   *
   * @param port of the broker; 0: any
   * @return whether every input is accounted for
   * @throws java.net.BindException when the port is taken; its message names it
   */
  public boolean check(int port) throws Exception {
    long started = System.nanoTime();
    try (StopSignal stop = StopSignal.listen()) {
      return new Check(history(), screen(), stop, started).run(port);
    } catch (StopSignal.Stopped e) {
      return false;
    }
  }

  /**
   * For a person to watch; ends with Ctrl-C.
   *
   * @param daysPerSecond days of history per second, above 0
   * @param port of the broker; 0: any
   * @throws java.net.BindException when the port is taken; its message names it
   */
  public void show(double daysPerSecond, int port) throws Exception {
    try (StopSignal stop = StopSignal.listen()) {
      new Show(history(), daysPerSecond, screen(), stop).run(port);
    } catch (StopSignal.Stopped e) {
      // As was asked for.
    }
  }

  private History history() throws IOException {
    return History.read(home.resolve(DATA)).withSyntheticFeedback().withStagedContact();
  }

  private Screen screen() {
    return new Screen(out, err, System.console() != null);
  }
}
