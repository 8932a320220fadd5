package dev.customerhealth.cli;

import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkRest;
import dev.customerhealth.cli.cluster.LocalCluster;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends all processes. */
@Command(
    name = "stop",
    description = {
      "Ends all processes of a cluster and deletes what they worked with: a broker's data, too.",
      "Logs, checkpoints and savepoints stay."
    },
    footer = {
      "",
      "Example:  ./run cluster stop",
      "          ./run cluster stop --savepoint   # then: ./run cluster submit --from PATH ..."
    })
final class ClusterStop extends ClusterVerb {

  @Option(
      names = "--savepoint",
      description = "Stop every job with a savepoint before, and print where it is.")
  private boolean savepoint;

  @Option(names = "--delete", description = "Delete logs, checkpoints and savepoints, too.")
  private boolean delete;

  @Override
  int perform() throws Exception {
    if (savepoint && delete) {
      throw new WrongUsage("--savepoint and --delete do not go together");
    }
    LocalCluster cluster = cluster();
    if (!ClusterSettings.isIn(cluster.folder())) {
      out().println("no cluster runs in " + cluster.folder().path());
      if (delete && !cluster.folder().holdsSomethingElse()) {
        cluster.folder().clear(true);
      }
      return DONE;
    }
    ClusterSettings settings = settings(cluster);
    if (savepoint) {
      stopJobs(settings);
    }
    say("stopping, which takes some seconds ...");
    int ran = cluster.stop(settings, delete);
    out().println("stopped: " + ran + " processes");
    if (!delete) {
      out().println("logs, checkpoints and savepoints stay in " + cluster.folder().path());
    }
    return DONE;
  }

  private void stopJobs(ClusterSettings settings) throws IOException, InterruptedException {
    FlinkRest rest = new FlinkRest(settings.restAddress());
    for (FlinkRest.Job job : rest.jobs()) {
      if (!job.hasEnded()) {
        say("stopping job " + job.id() + " ...");
        out().println("savepoint: " + rest.stopWithSavepoint(job.id()));
      }
    }
  }
}
