package dev.customerhealth.cli;

import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the verbs of a cluster share: which one. */
abstract class ClusterVerb extends Verb {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder of the cluster (default: target/cluster).")
  private @Nullable Path dir;

  LocalCluster cluster() {
    Path folder = dir == null ? ProjectHome.path().resolve("target").resolve("cluster") : dir;
    return new LocalCluster(new ClusterFolder(folder), ProjectHome.path());
  }

  /** What the cluster was started with. */
  static ClusterSettings settings(LocalCluster cluster) throws IOException {
    if (!ClusterSettings.isIn(cluster.folder())) {
      throw new WrongUsage(
          "no cluster runs in " + cluster.folder().path() + ": ./run cluster start");
    }
    return ClusterSettings.of(cluster.folder());
  }

  void say(String line) {
    err().println(line);
    err().flush();
  }
}
