package dev.customerhealth.cli;

import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Hands the job jar in over REST, as any user of a session cluster would. */
@Command(
    name = "submit",
    description = {
      "Uploads the job jar over REST, starts it and prints the job's id as the last line.",
      "All other options go to the job (docs/configuration.md). Without --bootstrap-servers it gets"
          + " the cluster's own broker, if there is one.",
      "Files named to the job (--rules, --config) are read by the JobManager, on this machine."
    },
    footer = {
      "",
      "Example:  ./run cluster submit --starting-offsets earliest --output-format json"
    })
final class ClusterSubmit extends ClusterVerb {

  private static final String BROKERS = "--bootstrap-servers";

  /** Options of the job whose values are paths. */
  private static final List<String> FILES = List.of("--rules", "--config");

  @Option(
      names = "--jar",
      paramLabel = "F",
      description = "Another job jar than the one of this build.")
  private @Nullable Path jar;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Savepoint or checkpoint that the job goes on from.")
  private @Nullable String from;

  @Unmatched private List<String> jobOptions = new ArrayList<>();

  @Override
  int perform() throws Exception {
    ClusterSettings settings = settings(cluster());
    Path file = InputFile.readable("--jar", jar == null ? builtJar() : jar);
    List<String> options = withBroker(absolute(jobOptions), settings);
    FlinkRest rest = new FlinkRest(settings.restAddress());
    say("uploading %s (%d MB) ...".formatted(file, Files.size(file) >> 20));
    String uploaded = rest.upload(file);
    try {
      say("starting the job ...");
      out().println(rest.run(uploaded, options, from));
    } finally {
      // The job has its own copy.
      rest.delete(uploaded);
    }
    return DONE;
  }

  /** As {@code ./run} has just built it. */
  private static Path builtJar() throws IOException {
    Path folder = ProjectHome.path().resolve("target").resolve("run");
    return folder.resolve("customer-health-" + Version.number() + ".jar");
  }

  private List<String> withBroker(List<String> options, ClusterSettings settings) {
    boolean given =
        options.stream()
            .anyMatch(option -> option.startsWith(BROKERS) || option.startsWith("--config"));
    if (given || !settings.hasBroker()) {
      return options;
    }
    say("broker: " + settings.bootstrapServers());
    List<String> more = new ArrayList<>(options);
    more.add(BROKERS + "=" + settings.bootstrapServers());
    return more;
  }

  /** The JobManager has another working folder. */
  static List<String> absolute(List<String> options) {
    List<String> absolute = new ArrayList<>();
    String before = "";
    for (String option : options) {
      int equals = option.indexOf('=');
      if (FILES.contains(before)) {
        absolute.add(Path.of(option).toAbsolutePath().toString());
      } else if (equals > 0 && FILES.contains(option.substring(0, equals))) {
        absolute.add(
            option.substring(0, equals + 1)
                + Path.of(option.substring(equals + 1)).toAbsolutePath());
      } else {
        absolute.add(option);
      }
      before = option;
    }
    return absolute;
  }
}
