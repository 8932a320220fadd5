package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.WireFormat;
import dev.customerhealth.cli.demo.StopSignal;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends inputs that were refused back to where they came from. */
@Command(
    name = "replay",
    description = "Sends dead letters or late events back to the input topics, as they came.",
    footer = {
      "",
      "T is a time with offset (2011-06-01T00:00:00Z) or epoch milliseconds. What was sent already",
      "may be sent again: the job knows the ids. docs/ticks-and-replay.md tells when it helps.",
      "--kafka.NAME VALUE goes to the Kafka client.",
      "",
      "Example:  ./run replay --from dead-letters --reason TIME_IN_FUTURE \\",
      "            --bootstrap-servers broker:9092 --dry-run"
    })
final class Replay extends KafkaVerb {

  @Option(
      names = "--from",
      paramLabel = "dead-letters|late-events",
      required = true,
      description = "Which of the two.")
  private String from = "";

  @Option(
      names = "--file",
      paramLabel = "F",
      description = "JSON lines to read instead of the topic, for example mended ones.")
  private @Nullable Path file;

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Dead letters with this reason only; may be given several times.")
  private List<RejectReason> reasons = new ArrayList<>();

  @Option(names = "--since", paramLabel = "T", description = "Those that Kafka got then or later.")
  private @Nullable Instant since;

  @Option(names = "--until", paramLabel = "T", description = "Those that Kafka got before.")
  private @Nullable Instant until;

  @Option(names = "--dry-run", description = "Only count.")
  private boolean dryRun;

  @Option(
      names = "--to-original-topic",
      description = {
        "To the very topic that the input names, also with another prefix",
        "(default: to the topic of its kind under --topic-prefix)."
      })
  private boolean toOriginalTopic;

  @Override
  int perform() throws Exception {
    Topic topic = topic();
    check(topic);
    JobSettings settings = kafka();
    String prefix = settings.get(HealthOptions.TOPIC_PREFIX);
    ReplayCount count = new ReplayCount(from, dryRun);
    try (StopSignal stop = StopSignal.listen()) {
      boolean ended = replay(topic, settings, prefix, stop, count);
      if (topic == Topic.LATE_EVENTS && count.sent() > 0) {
        err()
            .println(
                "note: who was known to the job 400 days or more past such an event gets it back"
                    + " as late again");
      }
      out().println(JsonLine.of(count.report()));
      out().flush();
      return ended && count.failed() == 0 ? DONE : CHECK_FAILED;
    }
  }

  /** Returns whether it came to the end before somebody stopped it. */
  private boolean replay(
      Topic topic, JobSettings settings, String prefix, StopSignal stop, ReplayCount count)
      throws IOException {
    Progress progress = new Progress(err(), read -> read + " read");
    try (Resender resender =
        dryRun ? Resender.none() : Resender.to(settings.kafkaProperties(), count)) {
      read(
          topic,
          settings,
          topic.fullName(prefix),
          (input, written) -> {
            stop.check();
            send(input, written, prefix, resender, count);
            progress.at(count.read());
          });
      return true;
    } catch (StopSignal.Stopped e) {
      err().println("stopped before its end");
      return false;
    } finally {
      progress.done();
    }
  }

  private Topic topic() {
    for (Topic topic : List.of(Topic.DEAD_LETTERS, Topic.LATE_EVENTS)) {
      if (topic.suffix().equals(from)) {
        return topic;
      }
    }
    throw new WrongUsage("--from must be dead-letters or late-events");
  }

  private void check(Topic topic) {
    if (topic == Topic.LATE_EVENTS && !reasons.isEmpty()) {
      throw new WrongUsage("--reason goes with --from dead-letters: late events have none");
    }
    if (file != null) {
      InputFile.readable("--file", file);
      if (since != null || until != null) {
        throw new WrongUsage("--since and --until are of the topic: a file has no such time");
      }
    }
  }

  private void read(Topic topic, JobSettings settings, String name, RefusedInputs.Reader reader)
      throws IOException {
    RefusedInputs inputs = new RefusedInputs(topic, WireFormat.schemas(settings));
    if (file == null) {
      inputs.topic(settings.kafkaProperties(), name, reader);
    } else {
      inputs.file(file, reader);
    }
  }

  private void send(
      RefusedInput input,
      OptionalLong writtenMillis,
      String prefix,
      Resender resender,
      ReplayCount count)
      throws IOException {
    RefusedInput.Skipped skipped = skipped(input, writtenMillis);
    if (skipped != null) {
      count.skip(skipped);
      return;
    }
    String target = toOriginalTopic ? input.source() : input.topic().orElseThrow().fullName(prefix);
    count.send(target);
    resender.send(target, input);
  }

  private RefusedInput.@Nullable Skipped skipped(RefusedInput input, OptionalLong writtenMillis) {
    if (!input.record().isObject()) {
      return RefusedInput.Skipped.UNREADABLE;
    }
    String reason = input.reason();
    boolean wanted =
        reasons.isEmpty() || reasons.stream().anyMatch(known -> known.name().equals(reason));
    if (!wanted) {
      return RefusedInput.Skipped.OTHER_REASON;
    }
    if (writtenMillis.isPresent() && !isInTime(writtenMillis.getAsLong())) {
      return RefusedInput.Skipped.OTHER_TIME;
    }
    RefusedInput.Skipped obstacle = input.obstacle();
    boolean rules = input.topic().filter(topic -> topic == Topic.RULES).isPresent();
    return obstacle == null && rules && reasons.isEmpty() ? RefusedInput.Skipped.RULES : obstacle;
  }

  private boolean isInTime(long millis) {
    return (since == null || millis >= since.toEpochMilli())
        && (until == null || millis < until.toEpochMilli());
  }
}
