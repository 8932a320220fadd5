package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.codec.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates the topics of the contract, or checks them. */
@Command(
    name = "topics",
    description = "Creates every topic that the job reads or writes, or checks those there are.",
    footer = {
      "",
      "What they should be: docs/topics.md. --kafka.NAME VALUE goes to the Kafka client.",
      "",
      "Example:  ./run topics --create --bootstrap-servers broker:9092 --replication 3"
    })
final class Topics extends KafkaVerb {

  @ArgGroup(multiplicity = "1")
  private Task task = new Task();

  static final class Task {
    @Option(names = "--create", required = true, description = "Create what is missing.")
    private boolean create;

    @Option(
        names = "--check",
        required = true,
        description = "Print what is not as it should be, and exit with 1 if anything is.")
    private boolean check;
  }

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of every topic but rules, which has 1 (default: 6).")
  private @Nullable Integer partitions;

  @Option(
      names = "--replication",
      paramLabel = "R",
      description = "Of every topic (default: as the brokers say; then it is not checked).")
  private @Nullable Short replication;

  @Option(
      names = "--dry-run",
      description = "With --create: only print the commands that would do the same.")
  private boolean dryRun;

  @Override
  int perform() throws Exception {
    if (partitions != null && partitions < 1) {
      throw new WrongUsage("--partitions must be 1 or more");
    }
    if (replication != null && replication < 1) {
      throw new WrongUsage("--replication must be 1 or more");
    }
    if (dryRun && task.check) {
      throw new WrongUsage("--dry-run goes with --create");
    }
    JobSettings settings = kafka();
    TopicLayout layout =
        new TopicLayout(
            settings.get(HealthOptions.TOPIC_PREFIX),
            Optional.ofNullable(partitions),
            Optional.ofNullable(replication));
    if (dryRun) {
      String brokers = settings.get(HealthOptions.BOOTSTRAP_SERVERS);
      boolean secured = settings.kafkaProperties().size() > 1;
      for (Topic topic : Topic.values()) {
        out().println(command(layout, topic, brokers, secured));
      }
      return DONE;
    }
    try (TopicAdmin admin = new TopicAdmin(settings.kafkaProperties(), layout)) {
      return work(admin);
    }
  }

  /** Also after creating: what was there before may be another. */
  private int work(TopicAdmin admin) throws Exception {
    int created = 0;
    if (task.create) {
      List<String> names = admin.create();
      names.forEach(name -> out().println(name + ": created"));
      created = names.size();
    }
    List<String> differences = admin.differences();
    differences.forEach(out()::println);
    int all = Topic.values().length;
    out()
        .println(
            all
                + " topics"
                + (task.create ? ", " + created + " created" : "")
                + ", "
                + (differences.isEmpty()
                    ? "all as they should be"
                    : differences.size() + " differences"));
    return differences.isEmpty() ? DONE : CHECK_FAILED;
  }

  private static String command(TopicLayout layout, Topic topic, String brokers, boolean secured) {
    String settings =
        layout.settings(topic).entrySet().stream()
            .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining());
    return "kafka-topics.sh --bootstrap-server "
        + brokers
        + (secured ? " --command-config client.properties" : "")
        + " --create --if-not-exists --topic "
        + layout.name(topic)
        + " --partitions "
        + layout.partitions(topic)
        + layout.replication().map(factor -> " --replication-factor " + factor).orElse("")
        + settings;
  }
}
