package dev.customerhealth.cli;

import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkClient;
import dev.customerhealth.cli.cluster.LocalCluster;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Flink's own command line, as those have it who unpack a distribution. */
@Command(
    name = "flink",
    description = {
      "Runs Flink's own command line against the cluster: what docs/runbook.md writes as flink ...",
      "Everything after it goes to Flink; its own help: ./run cluster flink help."
    },
    footer = {
      "",
      "Example:  ./run cluster flink list",
      "          ./run cluster flink run -d target/run/customer-health-0.1.0.jar"
          + " --bootstrap-servers localhost:9092",
      "          ./run cluster flink stop --savepointPath /tmp/savepoints JOB"
    })
final class ClusterFlink extends ClusterVerb {

  @Unmatched private List<String> args = new ArrayList<>();

  @Override
  int perform() throws Exception {
    LocalCluster cluster = cluster();
    ClusterSettings settings = settings(cluster);
    return FlinkClient.of(cluster.folder(), settings, ProjectHome.path())
        .run(args.equals(List.of("help")) ? List.of("--help") : args, out()::println);
  }
}
