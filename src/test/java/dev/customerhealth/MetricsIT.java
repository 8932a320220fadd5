package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.operator.Metric;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Exposed;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.LogLines;
import dev.customerhealth.testing.PromQl;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.Retail;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a running job tells Prometheus, set up as flink-conf/config.yaml says: before anything comes
 * in, after some of everything did, and after it was stopped and went on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {

  private static final Duration BOUND = Duration.ofDays(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String RULES_VERSION = "metrics.2";
  private static final String WATERMARK =
      "flink_taskmanager_job_task_operator_currentOutputWatermark";

  /** Of Flink, on every metric of an operator. */
  private static final Set<String> SCOPE =
      Set.of(
          "job_id",
          "job_name",
          "host",
          "tm_id",
          "task_name",
          "task_attempt_num",
          "operator_name",
          "subtask_index");

  /** Who and what the inputs speak of. */
  private static final Pattern PERSONAL =
      Pattern.compile("\\b(binh|chi|dung|hoa|stranger-7|o1|k1|f1|b1|d1)\\b|không thể quên");

  private Broker broker;
  private LogLines log;
  private int sent;
  private List<OutputMessage> read;
  private Exposed before;
  private Exposed after;
  private Exposed again;

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    log = LogLines.kept();
    broker = Broker.start();
    int port = freePort();
    Configuration cluster = cluster(port);
    var job = new KafkaJob(broker.bootstrapServers(), ScoringSubtask.REFRESH_DAYS, BOUND);

    JobClient first = job.start(2, cluster);
    before = await(port, MetricsIT::isComplete);
    // Rules do not hold event time back: they have to be there before it passes them.
    sendRules();
    await(port, told -> sum(told, Metric.RULES_ACCEPTED) == 1);
    sendStory(folder);
    await(port, told -> passed(told, AlertStory.END) && isCommitted(told));
    sendStragglers();
    after =
        await(port, told -> sum(told, Metric.LATE) == 1 && isCommitted(told) && accounted(told));
    read = broker.readToEnd();
    String savepoint = KafkaJob.stop(first, false, folder);

    cluster.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    JobClient second = job.start(1, cluster);
    again = await(port, told -> isComplete(told) && stories(told).equals(stories(after)));
    second.cancel().get();
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
    log.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricIsThereBeforeTheFirstEvent(Metric metric) {
    if (metric == Metric.RULES_IN_FORCE) {
      // Which one it is depends on event time, and there is none yet.
      assertThat(before.named(metric.prometheusName())).isEmpty();
      return;
    }
    assertThat(before.named(metric.prometheusName())).isNotEmpty();
    if (metric.kind() == Metric.Kind.COUNTER) {
      assertThat(sum(before, metric)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void labelsAreCodesAndNothingElse(Metric metric) {
    Set<String> labels = new TreeSet<>(SCOPE);
    labels.addAll(metric.labels());
    if (metric.kind() == Metric.Kind.HISTOGRAM) {
      labels.add("quantile");
    }
    assertThat(after.named(metric.prometheusName())).isNotEmpty();
    assertThat(after.named(metric.prometheusName()))
        .allSatisfy(
            series -> {
              assertThat(series.labels().keySet()).isEqualTo(labels);
              for (String label : metric.labels()) {
                assertThat(codes(label)).contains(series.labels().get(label));
              }
            });
  }

  @Test
  void whatIsExposedUnderThePrefixIsInTheTable() {
    Set<String> known = new HashSet<>();
    for (Metric metric : Metric.values()) {
      known.add(metric.prometheusName());
      if (metric.kind() == Metric.Kind.HISTOGRAM) {
        known.add(metric.prometheusName() + "_count");
      }
    }
    assertThat(after.names())
        .filteredOn(name -> name.contains(Metric.GROUP))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("dev.customerhealth.testing.WatchFiles#expressions")
  void everySeriesThatADashboardOrARuleAsksForIsExposed(String expression) {
    PromQl.Expression read = PromQl.read(expression);
    assertThat(read.selectors()).isNotEmpty();
    for (PromQl.Selector selector : read.selectors()) {
      assertThat(after.of(selector.metric(), selector.labels()))
          .as(selector.toString())
          .isNotEmpty();
    }
    for (String label : read.grouping()) {
      assertThat(read.selectors())
          .as("the label " + label)
          .anySatisfy(
              selector ->
                  assertThat(after.named(selector.metric()))
                      .anySatisfy(series -> assertThat(series.labels()).containsKey(label)));
    }
  }

  @Test
  void theBooksBalanceAndTellWhyAndOfWhatKind() {
    assertThat(sum(after, Metric.READ)).isEqualTo(sent);
    assertThat(sums(Metric.READ))
        .containsEntry("PURCHASE", 113L)
        .containsEntry("FEEDBACK", 2L)
        .containsEntry("ACTION", 6L)
        .doesNotContainKey("UNKNOWN");
    assertThat(sums(Metric.REJECTED)).isEqualTo(Map.of("UNKNOWN_FRAMING", 1L, "EMPTY_PAYLOAD", 1L));
    assertThat(sum(after, Metric.DUPLICATES)).isEqualTo(1);
    assertThat(sum(after, Metric.LATE)).isEqualTo(1);
    assertThat(sum(after, Metric.BEHIND)).isEqualTo(2);
    assertThat(sum(after, Metric.WAITING_EVENTS)).isEqualTo(1);
    assertThat(sum(after, Metric.TICKS)).isPositive();
    assertThat(sum(after, Metric.SCORES)).isEqualTo(Records.on(Topic.SCORES, read).size());
    assertThat(after.sum(Metric.LATENCY_MILLIS.prometheusName() + "_count"))
        .isEqualTo(sum(after, Metric.USED) + 2);
  }

  @Test
  void signalsAreCountedByKindAndBytesOfCustomersSampled() {
    assertThat(sums(Metric.SIGNALS))
        .containsEntry("LEAVING", 1L)
        .containsEntry("CASE_OVERDUE", 1L)
        .containsKeys("STAYING", "SPEND_CALL", "OVERDUE_CALL");
    // The first update of each subtask is one of the sample.
    assertThat(after.sum(Metric.STATE_BYTES.prometheusName() + "_count")).isBetween(1.0, 2.0);
    assertThat(after.of(Metric.STATE_BYTES.prometheusName(), Map.of("quantile", "0.5")))
        .anySatisfy(series -> assertThat(series.value()).isBetween(50.0, 1000.0));
  }

  @Test
  void whatWasWrittenIsOnTheTopics() {
    Map<String, Long> records =
        read.stream()
            .collect(Collectors.groupingBy(m -> m.topic().suffix(), Collectors.counting()));
    assertThat(records).containsKeys("alerts", "dead-letters", "late-events", "service-levels");
    assertThat(sums(Metric.WRITTEN)).isEqualTo(records);
  }

  @Test
  void alertsAreCountedByReasonAndStatusAndThoseThatLive() {
    Map<String, Long> published = new TreeMap<>();
    Map<String, String> last = new TreeMap<>();
    for (OutputMessage message : Records.on(Topic.ALERTS, read)) {
      JsonNode alert = Records.json(message);
      String status = alert.get("status").asText();
      published.merge(alert.get("reason").asText() + " " + status, 1L, Long::sum);
      last.put(message.key(), status);
    }
    long live = last.values().stream().filter(s -> AlertStatus.valueOf(s).isLive()).count();
    assertThat(published).hasSizeGreaterThan(5);
    assertThat(live).isPositive();
    assertThat(sums(Metric.ALERTS)).isEqualTo(published);
    assertThat(sum(after, Metric.OPEN_ALERTS)).isEqualTo(live);
    assertThat(sum(again, Metric.OPEN_ALERTS)).as("after a restart").isEqualTo(live);
  }

  @Test
  void actionsAreCountedByVerdict() {
    Map<String, Long> answered = new TreeMap<>();
    for (OutputMessage message : Records.on(Topic.ACTION_RESULTS, read)) {
      JsonNode answer = Records.json(message);
      String refusal = answer.path("reason").asText("");
      answered.merge(refusal.isEmpty() ? "DONE" : refusal, 1L, Long::sum);
    }
    assertThat(answered).hasSizeGreaterThan(3);
    assertThat(sums(Metric.ACTIONS)).isEqualTo(answered);
  }

  @Test
  void storiesAreCountedWhenTheyAreToldAndWhileTheyHaveOnlyBegun() {
    assertThat(sums(Metric.STORIES))
        .isEqualTo(
            Map.of("POOR_SERVICE_THEN_SILENCE", 1L, "UNRESOLVED_COMPLAINT", 1L, "SPEND_DROP", 2L));
    Map<String, Long> begun = sums(Metric.PARTIAL_STORIES);
    assertThat(begun).isNotEmpty();
    assertThat(again.sums(Metric.PARTIAL_STORIES.prometheusName(), List.of("reason")))
        .as("after a restart")
        .isEqualTo(begun);
    assertThat(sum(again, Metric.WAITING_EVENTS)).as("after a restart").isEqualTo(1);
  }

  @Test
  void rulesAreCountedAndTheVersionInForceIsShown() {
    assertThat(sum(after, Metric.RULES_ACCEPTED)).isEqualTo(1);
    assertThat(sum(after, Metric.RULES_REFUSED)).isEqualTo(1);
    assertThat(after.named(Metric.RULES_IN_FORCE.prometheusName()))
        .anyMatch(series -> series.labels().get("version").equals(RULES_VERSION))
        .allSatisfy(
            series ->
                assertThat(series.value())
                    .isEqualTo(series.labels().get("version").equals(RULES_VERSION) ? 1 : 0));
  }

  @Test
  void eventTimeLagIsTheDistanceToTheClock() {
    assertThat(before.named(Metric.EVENT_TIME_LAG_MILLIS.prometheusName()))
        .allSatisfy(series -> assertThat(series.value()).isNaN());
    double lag =
        after
            .named(Metric.EVENT_TIME_LAG_MILLIS.prometheusName())
            .mapToDouble(Exposed.Series::value)
            .max()
            .orElseThrow();
    assertThat(lag)
        .isCloseTo(
            System.currentTimeMillis() - AlertStory.END,
            Offset.offset((double) PATIENCE.toMillis()));
  }

  @Test
  void nobodyIsNamedInLogsOrLabels() {
    assertThat(log.all()).hasSizeGreaterThan(100).noneMatch(PERSONAL.asPredicate());
    assertThat(after.series())
        .flatExtracting(series -> series.labels().values())
        .noneMatch(value -> PERSONAL.matcher((String) value).find());
  }

  private void sendStory(Path folder) throws Exception {
    List<Envelope> events = new ArrayList<>();
    for (var file : AlertStory.files(AlertStory.rows(), folder.resolve("in")).entrySet()) {
      events.addAll(Retail.events(file.getKey(), file.getValue()));
    }
    events.add(Inputs.feedback("stranger-7", noon(120), "f7", 1, "không thể quên"));
    events.add(events.get(0));
    events.sort(Comparator.comparingLong(Envelope::timeMillis));
    events.forEach(broker::send);
    broker.send(Topic.PURCHASES, "binh", noon(2), "no Avro".getBytes(StandardCharsets.UTF_8));
    broker.send(Topic.VISITS, "binh", noon(2), new byte[0]);
    sent = events.size() + 2;
    broker.tick(AlertStory.END + 1 + BOUND.toMillis());
    broker.flush();
  }

  private void sendRules() {
    rules("v1-refused", "horizonDays: soon", noon(10));
    rules(RULES_VERSION, "", noon(20));
    broker.flush();
  }

  /** One that corrects its day, one beyond the reach of the state, one that has to wait. */
  private void sendStragglers() {
    broker.send(Inputs.purchase("chi", noon(280) + 1, "s1", "5"));
    broker.send(Inputs.purchase("chi", midnight(-500), "s2", "5"));
    broker.send(Inputs.purchase("chi", AlertStory.END + 1000, "s3", "5"));
    sent += 3;
    broker.flush();
  }

  private void rules(String version, String segment, long fromMillis) {
    String from = "effectiveFrom: " + Instant.ofEpochMilli(fromMillis);
    byte[] value = RulesTopic.value(version, RulesTopic.yaml(version, segment, from));
    broker.send(Topic.RULES, version, fromMillis, value);
  }

  private boolean isCommitted(Exposed told) {
    return sum(told, Metric.WRITTEN) > 0 && sum(told, Metric.WRITTEN) == broker.readToEnd().size();
  }

  private boolean accounted(Exposed told) {
    return sum(told, Metric.READ) == sent
        && sum(told, Metric.READ)
            == sum(told, Metric.USED)
                + sum(told, Metric.DUPLICATES)
                + sum(told, Metric.REJECTED)
                + sum(told, Metric.LATE)
                + sum(told, Metric.WAITING_EVENTS);
  }

  private static boolean passed(Exposed told, long millis) {
    List<Exposed.Series> gates =
        told.of(WATERMARK, Map.of("operator_name", "release-alerts")).toList();
    return !gates.isEmpty() && gates.stream().allMatch(gate -> gate.value() >= millis);
  }

  /** Those whose operators tell how many have begun. */
  private static Set<String> stories(Exposed told) {
    return told.named(Metric.PARTIAL_STORIES.prometheusName())
        .map(series -> series.labels().get("reason"))
        .collect(Collectors.toSet());
  }

  /** All tasks run: the last ones to begin have theirs. */
  private static boolean isComplete(Exposed told) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric != Metric.RULES_IN_FORCE)
        .allMatch(metric -> told.named(metric.prometheusName()).findAny().isPresent());
  }

  /**
   * And nothing has moved since the look before: what one operator has counted may not have come to
   * the next one yet.
   */
  private static Exposed await(int port, Predicate<Exposed> isEnough) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Exposed before = Exposed.at(port);
    while (true) {
      Thread.sleep(300);
      Exposed told = Exposed.at(port);
      if (isEnough.test(told) && own(told).equals(own(before))) {
        return told;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not told within " + PATIENCE + ": " + own(told));
      }
      before = told;
    }
  }

  /** The sums of all but what moves with the clock. */
  private static Map<Metric, Double> own(Exposed told) {
    Map<Metric, Double> own = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      if (metric != Metric.EVENT_TIME_LAG_MILLIS) {
        own.put(metric, sum(told, metric));
      }
    }
    return own;
  }

  private static double sum(Exposed told, Metric metric) {
    return told.sum(metric.prometheusName());
  }

  private Map<String, Long> sums(Metric metric) {
    return after.sums(metric.prometheusName(), metric.labels());
  }

  private static Set<String> codes(String label) {
    return switch (label) {
      case "type" ->
          Stream.concat(EventType.inputs().stream().map(Enum::name), Stream.of("UNKNOWN"))
              .collect(Collectors.toSet());
      case "reason" -> union(names(AlertReason.values()), names(RejectReason.values()));
      case "status" -> names(AlertStatus.values());
      case "kind" -> names(SignalKind.values());
      case "verdict" -> union(names(ActionAnswer.Code.values()), Set.of("DONE"));
      case "topic" -> Arrays.stream(Topic.values()).map(Topic::suffix).collect(Collectors.toSet());
      case "version" -> Set.of(ScoringSubtask.RULES.version(), RULES_VERSION);
      default -> Set.of();
    };
  }

  private static Set<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Of the shipped file only what is about metrics: the rest is for a cluster. */
  private static Configuration cluster(int port) {
    Configuration cluster = FileJob.strict();
    GlobalConfiguration.loadConfiguration("flink-conf").toMap().entrySet().stream()
        .filter(option -> option.getKey().contains("metrics."))
        .forEach(option -> cluster.setString(option.getKey(), option.getValue()));
    assertThat(cluster.containsKey("metrics.reporter.prom.port")).isTrue();
    cluster.setString("metrics.reporter.prom.port", String.valueOf(port));
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
