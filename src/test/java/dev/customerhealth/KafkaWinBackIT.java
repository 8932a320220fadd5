package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.Retail;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.WinBackStory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who came back and why customers leave, on the topics, over a stop in the middle of windows. */
class KafkaWinBackIT {

  private static final Duration BOUND = Duration.ofDays(3);

  @TempDir Path folder;

  @Test
  void aJobThatWasStoppedAndGoesOnTwiceAsWideTellsTheSameAsFiles() throws Exception {
    Map<EventType, Path> files = WinBackStory.files(WinBackStory.rows(), folder.resolve("in"));
    List<String> winBack = overFiles(files, Topic.WIN_BACK);
    List<String> losses = overFiles(files, Topic.LOSS_REASONS);
    assertThat(winBack).hasSizeGreaterThan(3);
    Path rules = Files.writeString(folder.resolve("rules.yaml"), WinBackStory.RULES);
    List<Envelope> events = events(files);
    int half = (int) events.stream().filter(event -> event.timeMillis() < noon(95)).count();
    try (Broker broker = Broker.start()) {
      KafkaJob job =
          new KafkaJob(
              broker.bootstrapServers(),
              ScoringSubtask.REFRESH_DAYS,
              BOUND,
              Map.of("rules", rules.toString()));
      send(broker, events.subList(0, half), noon(98));
      JobClient first = job.start(1);
      broker.readUntil(read -> Records.on(Topic.LOSS_REASONS, read).size() >= 2);
      String savepoint = KafkaJob.stop(first, false, folder);
      assertThat(Records.on(Topic.WIN_BACK, broker.readToEnd())).isEmpty();

      send(broker, events.subList(half, events.size()), WinBackStory.END + 1 + BOUND.toMillis());
      JobClient second = job.resume(2, savepoint);
      broker.readUntil(read -> Records.on(Topic.WIN_BACK, read).size() >= winBack.size());
      KafkaJob.stop(second, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      assertThat(texts(Topic.WIN_BACK, read)).containsExactlyInAnyOrderElementsOf(winBack);
      assertThat(texts(Topic.LOSS_REASONS, read)).containsExactlyInAnyOrderElementsOf(losses);
      assertThat(Records.on(Topic.WIN_BACK, read))
          .extracting(OutputMessage::key)
          .contains("2020-03|default|CONTACTED", "2020-03|default|NOT_CONTACTED")
          .anyMatch(key -> key.endsWith("|default|HOLDOUT"));
      assertThat(Records.on(Topic.LOSS_REASONS, read))
          .extracting(OutputMessage::key)
          .contains("2020-03|default|PRICE|Coop\\|Mart", "2020-03|default|OTHER|");
    }
  }

  private static List<String> texts(Topic topic, List<OutputMessage> read) {
    return Records.on(topic, read).stream().map(Records::text).toList();
  }

  private List<String> overFiles(Map<EventType, Path> files, Topic topic) throws Exception {
    Path out = folder.resolve("out");
    if (!Files.exists(out)) {
      new FileJob(
              RulesYaml.parse(WinBackStory.RULES), ScoringSubtask.REFRESH_DAYS, WinBackStory.END, 1)
          .run(files, out);
    }
    return Files.readAllLines(FileOutputs.fileOf(out, topic));
  }

  private static List<Envelope> events(Map<EventType, Path> files) throws Exception {
    List<Envelope> events = new ArrayList<>();
    for (Map.Entry<EventType, Path> file : files.entrySet()) {
      events.addAll(Retail.events(file.getKey(), file.getValue()));
    }
    events.sort(Comparator.comparingLong(Envelope::timeMillis));
    return events;
  }

  private static void send(Broker broker, List<Envelope> events, long tickMillis) {
    events.forEach(broker::send);
    broker.tick(tickMillis);
    broker.flush();
  }
}
