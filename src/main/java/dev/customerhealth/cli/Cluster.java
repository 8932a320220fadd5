package dev.customerhealth.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A real cluster on this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "A Flink session cluster of several processes on this machine, as docs/cluster.md describes.",
      "It has the class path of a Flink distribution and the settings of flink-conf/config.yaml;",
      "jobs come over REST, as the shaded jar."
    },
    synopsisSubcommandLabel = "start|status|submit|flink|stop",
    commandListHeading = "%nWhat it does (./run cluster start --help tells more):%n",
    footer = {
      "",
      "Example:  ./run cluster start --broker --ha",
      "          ./run cluster submit --starting-offsets earliest",
      "          ./run cluster status",
      "          ./run cluster stop"
    },
    subcommands = {
      ClusterStart.class,
      ClusterStatus.class,
      ClusterSubmit.class,
      ClusterFlink.class,
      ClusterStop.class
    })
final class Cluster implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "one of start, status, submit, flink and stop is needed");
    }
  }
}
