package dev.customerhealth.cli;

import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.LocalCluster;
import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the processes, and comes back when they are at work. */
@Command(
    name = "start",
    description = {
      "Starts a JobManager and TaskManagers as processes of their own, and a supervisor that starts"
          + " again each that ends. Comes back when all are at work.",
      "They stay until ./run cluster stop."
    },
    footer = {
      "",
      "Example:  ./run cluster start",
      "          ./run cluster start --taskmanagers 3 --broker --ha"
    })
final class ClusterStart extends ClusterVerb {

  /** Flink's own, where people look for it first. */
  private static final int USUAL_UI_PORT = 8081;

  private static final String SLOTS = "taskmanager.numberOfTaskSlots";

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many TaskManagers, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Slots of each (default: what config.yaml says).")
  private @Nullable Integer slots;

  @Option(
      names = "--ha",
      description = "Start a ZooKeeper, too, and keep the jobs when the JobManager dies.")
  private boolean highlyAvailable;

  @Option(names = "--broker", description = "Start a Kafka broker, too, with the job's topics.")
  private boolean broker;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the web UI and REST (default: 8081, or any when that is taken).")
  private int port;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A setting of Flink that differs from config.yaml; as often as you like.")
  private Map<String, String> overrides = new TreeMap<>();

  @Override
  int perform() throws Exception {
    LocalCluster cluster = cluster();
    check(cluster.folder());
    ClusterSettings settings = settings();
    cluster.start(settings, this::say);
    say("");
    out().println("web UI and REST: " + settings.restAddress());
    if (settings.hasBroker()) {
      out().println("Kafka:           " + settings.bootstrapServers());
    }
    out().println("files:           " + cluster.folder().path());
    say("next: ./run cluster submit" + (broker ? "" : " --bootstrap-servers HOST:PORT"));
    return DONE;
  }

  private void check(ClusterFolder folder) throws IOException {
    if (taskManagers < 1 || taskManagers > 64) {
      throw new WrongUsage("--taskmanagers must be 1 to 64");
    }
    if (slots != null && (slots < 1 || slots > 128)) {
      throw new WrongUsage("--slots must be 1 to 128");
    }
    if (port < 0 || port > 65_535) {
      throw new WrongUsage("--port must be 1 to 65535, or 0 for any free one");
    }
    if (ClusterSettings.isIn(folder)) {
      throw new WrongUsage(
          "a cluster runs in "
              + folder.path()
              + " already, or was not stopped: ./run cluster stop");
    }
    InputFile.writableFolder("--dir", folder.path());
    if (folder.holdsSomethingElse()) {
      throw new WrongUsage("--dir: " + folder.path() + " holds other files");
    }
  }

  private ClusterSettings settings() throws IOException {
    try {
      if (slots != null) {
        overrides.put(SLOTS, slots.toString());
      }
      return new ClusterSettings(
          taskManagers,
          port == 0 ? FreePorts.preferably(USUAL_UI_PORT) : FreePorts.exactly(port),
          FreePorts.any(),
          broker ? FreePorts.any() : 0,
          highlyAvailable ? FreePorts.any() : 0,
          overrides);
    } catch (BindException e) {
      throw new WrongUsage("--port: " + e.getMessage());
    }
  }
}
