package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkRest;
import dev.customerhealth.cli.cluster.LocalCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** What runs. */
@Command(
    name = "status",
    description = {
      "Prints the processes, addresses, slots and jobs of a cluster.",
      "Exit 0 only when everything runs that was started."
    },
    footer = {"", "Example:  ./run cluster status"})
final class ClusterStatus extends ClusterVerb {

  @Override
  int perform() throws Exception {
    LocalCluster cluster = cluster();
    if (!ClusterSettings.isIn(cluster.folder())) {
      out().println("no cluster runs in " + cluster.folder().path());
      return CHECK_FAILED;
    }
    ClusterSettings settings = settings(cluster);
    List<LocalCluster.State> states = cluster.states(settings);
    states.forEach(state -> tell(state, settings));
    boolean answers = tellOfFlink(settings);
    out().println("files: " + cluster.folder().path());
    return answers && states.stream().allMatch(LocalCluster.State::runs) ? DONE : CHECK_FAILED;
  }

  private void tell(LocalCluster.State state, ClusterSettings settings) {
    String address =
        switch (state.name()) {
          case "jobmanager" -> settings.restAddress();
          case "broker" -> settings.bootstrapServers();
          default -> "";
        };
    String life =
        state
            .startedAt()
            .map(at -> "pid %-7d up %-9s %s".formatted(state.pid(), since(at), address))
            .orElse("does not run");
    out().println("%-14s %s".formatted(state.name(), life).stripTrailing());
  }

  private boolean tellOfFlink(ClusterSettings settings) throws InterruptedException {
    FlinkRest rest = new FlinkRest(settings.restAddress());
    try {
      JsonNode overview = rest.overview();
      out()
          .println(
              "taskmanagers: %d of %d registered; slots: %d of %d free"
                  .formatted(
                      overview.path("taskmanagers").asInt(),
                      settings.taskManagers(),
                      overview.path("slots-available").asInt(),
                      overview.path("slots-total").asInt()));
      rest.jobs()
          .forEach(
              job -> out().println("job %s %s %s".formatted(job.id(), job.name(), job.state())));
      return overview.path("taskmanagers").asInt() == settings.taskManagers();
    } catch (IOException e) {
      out().println("the JobManager does not answer");
      return false;
    }
  }

  private static String since(Instant at) {
    long seconds = Math.max(0, Duration.between(at, Instant.now()).toSeconds());
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
