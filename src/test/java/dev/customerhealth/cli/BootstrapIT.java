package dev.customerhealth.cli;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.HOUR;
import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.avro.ObservationKind;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.EventFiles;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.Retail;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that goes on from a bootstrap is one that read everything from Kafka. */
class BootstrapIT {

  private static final long SEED = 7;
  private static final Duration BOUND = Duration.ofDays(3);

  /** Longer than the reach of the state: what is read twice must be read from the overlap on. */
  private static final int DAYS = 520;

  /** Not the end of a day, and 95 days into the story of the alerts. */
  private static final long SHIFT = 400 * DAY;

  private static final long UNTIL = noon(495) + 17_000;
  private static final String MARKER = "marker";
  private static final Path SHIPPED = Path.of("flink-conf", "rules.yaml");

  @TempDir private Path folder;

  @Test
  void theTopicsAreTheSameToTheByte() throws Exception {
    List<Envelope> events = events();
    Map<Topic, Map<String, List<String>>> fromKafka;
    try (Broker broker = Broker.start()) {
      send(broker, events);
      JobClient job = job(broker, Map.of("alerts-from", Long.toString(UNTIL))).start(2);
      fromKafka = outputs(broker, job);
    }
    assertTellsSomething(fromKafka);
    try (Broker broker = Broker.start()) {
      send(broker, events);
      VerbRun bootstrap = bootstrap(broker, events);
      assertThat(bootstrap.exitCode()).as(bootstrap.err()).isZero();
      JsonNode report = bootstrap.json();
      assertThat(report.get("ignored").asLong()).isPositive();
      assertThat(report.get("used").asLong() + report.get("duplicates").asLong())
          .isEqualTo(report.get("read").asLong() - report.get("ignored").asLong());
      Path elsewhere =
          Files.move(Path.of(report.get("savepoint").asText()), folder.resolve("elsewhere"));
      JobClient job =
          job(
                  broker,
                  Map.of(
                      "alerts-from",
                      Long.toString(UNTIL),
                      "start-from",
                      Instant.ofEpochMilli(UNTIL).minus(Duration.ofDays(1)).toString(),
                      "rules",
                      folder.resolve("out").resolve("rules.yaml").toString()))
              .resume(1, elsewhere.toUri().toString());
      Map<Topic, Map<String, List<String>>> bootstrapped = outputs(broker, job);
      assertThat(firstDifferences(fromKafka, bootstrapped)).isEmpty();
    }
  }

  @Test
  void withoutPublishingWhatWasRefusedLiesBesideTheSavepoint() throws Exception {
    Path purchases =
        Files.writeString(
            folder.resolve("p.csv"),
            "customer_id,event_time,transaction_id,amount,currency\n"
                + "an,2024-01-05T10:00:00Z,t1,10,VND\n"
                + "an,2024-01-05T10:00:00Z,t1,10,VND\n"
                + "binh,2024-01-06T10:00:00Z,t2,NaN,VND\n"
                + "chi,2024-01-07T23:59:59.999Z,t3,10,VND\n"
                + "dung,2024-01-08T00:00:00Z,t4,10,VND\n");
    Object[] args = {
      "bootstrap", "--purchases", purchases, "--until", "2024-01-08T00:00:00Z", "--out", folder
    };
    VerbRun run = VerbRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().toString())
        .startsWith(
            "{\"read\":5,\"used\":2,\"duplicates\":1,\"rejected\":1,\"late\":0,\"ignored\":1,"
                + "\"scores\":2,\"customers\":2,\"waiting\":0,\"until\":\"2024-01-08T00:00:00Z\","
                + "\"published\":false,");
    assertThat(run.out())
        .contains(
            "--start-from 2024-01-07T00:00:00Z --alerts-from 2024-01-08T00:00:00Z"
                + " --refresh-days 7 --max-parallelism 128");
    List<String> letters = Files.readAllLines(folder.resolve("dead-letters.jsonl"));
    assertThat(letters).hasSize(1);
    assertThat(Records.json(letters.get(0)).get("raw").asText()).startsWith("binh,");
    assertThat(Files.readString(folder.resolve("rules.yaml"))).contains("homeCurrency: \"VND\"");
    assertThat(folder.resolve("savepoint").resolve("_metadata")).isNotEmptyFile();

    VerbRun again = VerbRun.of(args);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("there is a savepoint in");
  }

  /** At most one per topic: whole topics would be unreadable. */
  private static List<String> firstDifferences(
      Map<Topic, Map<String, List<String>>> expected, Map<Topic, Map<String, List<String>>> found) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (topic, records) ->
            firstDifference(records, Objects.requireNonNull(found.get(topic)))
                .ifPresent(difference -> differences.add(topic + " " + difference)));
    return differences;
  }

  private static Optional<String> firstDifference(
      Map<String, List<String>> expected, Map<String, List<String>> found) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    for (String key : keys) {
      List<String> wanted = expected.getOrDefault(key, List.of());
      List<String> got = found.getOrDefault(key, List.of());
      for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
        String one = i < wanted.size() ? wanted.get(i) : "nothing";
        String other = i < got.size() ? got.get(i) : "nothing";
        if (!one.equals(other)) {
          return Optional.of(key + " #" + i + "\nwanted: " + one + "\ngot:    " + other);
        }
      }
    }
    return Optional.empty();
  }

  private VerbRun bootstrap(Broker broker, List<Envelope> events) throws Exception {
    EventFiles history = new EventFiles();
    Inputs.byCustomer(events)
        .forEach(
            (id, own) ->
                history.add(
                    id, own.stream().map(e -> Inputs.event(e.type(), e.payload())).toList()));
    List<Object> args = new ArrayList<>(List.of("bootstrap"));
    history
        .shuffled(SEED)
        .write(folder.resolve("in"))
        .forEach((type, file) -> args.addAll(List.of("--" + type.plural(), file)));
    args.addAll(
        List.of("--until", UNTIL, "--out", folder.resolve("out"), "--rules", SHIPPED, "--publish"));
    args.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    args.addAll(List.of("--output-format", "json", "--parallelism", 2));
    return VerbRun.of(args.toArray());
  }

  /** People of whom much is told, before and after the bootstrap and within its overlap. */
  private List<Envelope> events() throws Exception {
    List<Envelope> events = new ArrayList<>(Traffic.of(SEED, 40, DAYS));
    var story = AlertStory.files(AlertStory.rows(), folder.resolve("story"));
    for (EventType type : List.of(EventType.PURCHASE, EventType.FEEDBACK, EventType.OBSERVATION)) {
      for (Envelope event : Retail.events(type, story.get(type))) {
        if (event.timeMillis() + SHIFT < noon(DAYS)) {
          events.add(shifted(event));
        }
      }
    }
    events.add(Inputs.referral("chi", noon(490), "r1", "new1"));
    events.add(Inputs.referral("chi", noon(490), "r2", "new2"));
    events.add(Inputs.purchase("new1", UNTIL - 3 * HOUR, "n1", "10"));
    events.add(Inputs.purchase("new2", UNTIL + 3 * HOUR, "n2", "10"));
    events.add(Inputs.purchase("chi", UNTIL - 1, "last-of-history", "10"));
    events.add(Inputs.purchase("chi", UNTIL, "first-of-kafka", "10"));
    events.add(Inputs.purchase(MARKER, noon(DAYS), MARKER, "1"));
    events.sort(Comparator.comparingLong(Envelope::timeMillis));
    return events;
  }

  private static Envelope shifted(Envelope event) {
    return switch (event.type()) {
      case PURCHASE -> Inputs.purchase(event.customerId(), at(event), event.id(), "20");
      case FEEDBACK -> Inputs.feedback(event.customerId(), at(event), event.id(), 1, null);
      default ->
          Inputs.observation(event.customerId(), at(event), event.id(), ObservationKind.LEAVING);
    };
  }

  private static long at(Envelope event) {
    return event.timeMillis() + SHIFT;
  }

  private static KafkaJob job(Broker broker, Map<String, String> more) {
    return new KafkaJob(broker.bootstrapServers(), ScoringSubtask.REFRESH_DAYS, BOUND, more);
  }

  private static void send(Broker broker, List<Envelope> events) {
    long nextTick = Long.MIN_VALUE;
    for (Envelope event : events) {
      if (event.timeMillis() > nextTick) {
        broker.tick(event.timeMillis());
        nextTick = event.timeMillis() + 10 * DAY;
      }
      broker.send(event);
    }
    broker.tick(noon(DAYS) + BOUND.toMillis() + 1);
    broker.flush();
  }

  /** All that came before the marker's score, of every topic and key, in order. */
  private Map<Topic, Map<String, List<String>>> outputs(Broker broker, JobClient job)
      throws Exception {
    broker.readUntil(read -> read.stream().anyMatch(message -> message.key().equals(MARKER)));
    KafkaJob.stop(job, false, folder);
    List<OutputMessage> read = broker.readToEnd();
    Map<Topic, Map<String, List<String>>> outputs = new TreeMap<>();
    Arrays.stream(Topic.values())
        .filter(topic -> !topic.isInput())
        .forEach(topic -> outputs.put(topic, Records.perKey(topic, read)));
    return outputs;
  }

  private static void assertTellsSomething(Map<Topic, Map<String, List<String>>> outputs) {
    for (Topic topic :
        List.of(
            Topic.SCORES,
            Topic.SCORES_FLAT,
            Topic.SCORE_CHANGES,
            Topic.SERVICE_LEVELS,
            Topic.SERVICE_STANDING,
            Topic.ALERTS)) {
      assertThat(outputs.get(topic)).as(topic.name()).isNotEmpty();
    }
    assertThat(outputs.get(Topic.DEAD_LETTERS)).isEmpty();
    assertThat(outputs.get(Topic.LATE_EVENTS)).isEmpty();
    assertThat(outputs.get(Topic.ALERTS).values().stream().flatMap(List::stream))
        .anyMatch(alert -> Records.json(alert).get("historical").asBoolean())
        .anyMatch(alert -> !Records.json(alert).get("historical").asBoolean());
  }
}
