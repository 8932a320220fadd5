package dev.customerhealth.cli;

import dev.customerhealth.cli.demo.DemoRun;
import java.net.BindException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two years of a real shop in a minute, through the very job that a cluster runs. */
@Command(
    name = "demo",
    description = {
      "Replays two years of a real shop's purchases and shows who is leaving. The feedback beside"
          + " them is synthetic: made up by a seeded generator.",
      "Starts a Kafka broker and a Flink with web UI in this process and runs the very job that a"
          + " cluster runs. Ctrl-C stops it and leaves nothing behind."
    },
    footer = {"", "Example:  ./run demo", "          ./run demo --check"})
final class Demo extends Verb {

  @Option(
      names = "--check",
      description = {
        "Replay as fast as it goes, print one JSON object as the last line, and stop;",
        "exit 0 only when every input is accounted for."
      })
  private boolean check;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "14",
      description =
          "Days of history per second (default: ${DEFAULT-VALUE}, about a minute in all).")
  private double speedDaysPerSecond;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the Kafka broker (default: any free one).")
  private int port;

  @Override
  int perform() throws Exception {
    if (!(speedDaysPerSecond > 0)) {
      throw new WrongUsage("--speed must be above 0");
    }
    if (port < 0 || port > 65_535) {
      throw new WrongUsage("--port must be 1 to 65535, or 0 for any free one");
    }
    try {
      DemoRun demo = new DemoRun(ProjectHome.path(), out(), err());
      if (check) {
        return demo.check(port) ? DONE : CHECK_FAILED;
      }
      demo.show(speedDaysPerSecond, port);
      return DONE;
    } catch (BindException e) {
      throw new WrongUsage("--port: " + e.getMessage());
    }
  }
}
