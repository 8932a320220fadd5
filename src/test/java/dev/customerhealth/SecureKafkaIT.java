package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.KafkaAccess;
import dev.customerhealth.io.KafkaAccess.Grant;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Certificates;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.LogCapture;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.SecureBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job on a Kafka with TLS, passwords and rules of access: it needs exactly the rights that
 * docs/security.md lists, and tells nobody its secrets nor whom the events are about.
 */
class SecureKafkaIT {

  private static final String PRINCIPAL = "User:" + SecureBroker.USER;
  private static final List<Grant> GRANTS =
      KafkaAccess.needed(Topic.DEFAULT_PREFIX, "customer-health", "customer-health");
  private static final List<AclBinding> RULES =
      GRANTS.stream().map(grant -> grant.to(PRINCIPAL)).toList();
  private static final List<String> SECRETS = List.of(SecureBroker.PASSWORD, Certificates.PASSWORD);

  /** Whom the events are about, and what was said. */
  private static final List<String> PERSONAL =
      List.of("KHACH-9137", "COMMENT-5521", "RECEIPT-6606", "SHOP-FRIEND-7012", "AUTHOR-2718");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static SecureBroker kafka;
  private static LogCapture log;

  @BeforeAll
  static void start() throws Exception {
    log = LogCapture.start();
    kafka = SecureBroker.start(folder);
    kafka.allow(RULES);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
    log.close();
  }

  @Test
  void withTheListedRightsItRunsAndIsSilentAboutSecretsAndPeople() throws Exception {
    Configuration flink = FileJob.strict();
    int port = freePort();
    flink.set(RestOptions.PORT, port);
    flink.set(RestOptions.BIND_PORT, Integer.toString(port));
    JobClient job =
        job(SecureBroker.PASSWORD)
            .start(1, StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink));
    Broker broker = kafka.broker();
    sendPersonalEvents(broker);

    broker.readUntil(
        read ->
            Stream.of(
                    Topic.SCORES,
                    Topic.SERVICE_LEVELS,
                    Topic.ALERTS,
                    Topic.ACTION_RESULTS,
                    Topic.DEAD_LETTERS)
                .noneMatch(topic -> Records.on(topic, read).isEmpty()));
    assertThat(told(broker.readToEnd()))
        .as("the outputs may say it, so it was there to be leaked")
        .contains("KHACH-9137", "RECEIPT-6606");

    String shown = everythingShown("http://localhost:" + port, job.getJobID().toHexString());
    assertThat(shown).contains("transactional-id-prefix", "score-customer", "numRecordsIn");
    assertSilent(shown);
    KafkaJob.stop(job, false, folder);
    assertThat(log.text()).contains("ProducerConfig values", "sasl.jaas.config = [hidden]");
    assertSilent(log.text());
  }

  /** One of each kind; the others of its kind differ by the name of the topic only. */
  static List<Grant> oneOfEachKind() {
    return List.of(
        grant(ResourceType.TOPIC, "customer-health.purchases"),
        grant(ResourceType.TOPIC, "customer-health.rules"),
        grant(ResourceType.TOPIC, "customer-health.dead-letters"),
        grant(ResourceType.GROUP, "customer-health"),
        grant(ResourceType.TRANSACTIONAL_ID, "customer-health"));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void withOneRightLessItFails(Grant missing) throws Exception {
    AclBinding rule = missing.to(PRINCIPAL);
    kafka.forbid(rule);
    try {
      String failure = failureWith(SecureBroker.PASSWORD);

      assertThat(failure)
          .containsPattern("(Topic|Group|TransactionalId)AuthorizationException")
          .contains(
              missing.resource() == ResourceType.TRANSACTIONAL_ID ? "ransaction" : missing.name());
      assertSilent(failure);
      assertSilent(log.text());
    } finally {
      kafka.allow(List.of(rule));
    }
  }

  @Test
  void withAWrongPasswordItFailsAndDoesNotSayIt() throws Exception {
    String failure = failureWith("wrong-" + SecureBroker.PASSWORD);

    assertThat(failure).contains("SaslAuthenticationException");
    assertSilent(failure);
    assertSilent(log.text());
  }

  @Test
  void everyTopicHasItsRight() {
    assertThat(GRANTS).hasSize(Topic.values().length + 2).doesNotHaveDuplicates();
  }

  /** Of a job that also has something to write: a dead letter. */
  private static String failureWith(String password) throws Exception {
    JobClient job = job(password).start(1);
    Broker broker = kafka.broker();
    broker.send(Topic.VISITS, "poison", Inputs.noon(0), new byte[] {1, 2, 3});
    broker.flush();
    StringWriter text = new StringWriter();
    Throwable failure = catchThrowable(() -> job.getJobExecutionResult().get());
    assertThat(failure).as("it runs").isNotNull();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static KafkaJob job(String password) throws IOException {
    return KafkaJob.configuredBy(kafka.config(folder, password), 0, Duration.ofHours(1));
  }

  private static void sendPersonalEvents(Broker broker) {
    broker.send(Inputs.purchase("KHACH-9137", Inputs.noon(0), "RECEIPT-6606", "10"));
    broker.send(
        Inputs.feedback("KHACH-9137", Inputs.noon(1), "f1", 1, "I am leaving! COMMENT-5521"));
    broker.send(
        Inputs.observation(
            "KHACH-9137", Inputs.noon(1), "o1", dev.customerhealth.avro.ObservationKind.LEAVING));
    broker.send(Inputs.referral("KHACH-9137", Inputs.noon(2), "r1", "SHOP-FRIEND-7012"));
    broker.send(
        Inputs.envelope(
            EventType.ACTION,
            Action.newBuilder()
                .setCustomerId("KHACH-9137")
                .setEventTime(Instant.ofEpochMilli(Inputs.noon(3)))
                .setActionId("a1")
                .setAction(ActionKind.CLOSE)
                .setAlertId("none of KHACH-9137")
                .setAuthor("AUTHOR-2718")
                .build()));
    byte[] poison = "{\"customer\": \"KHACH-9137\"}".getBytes(StandardCharsets.UTF_8);
    broker.send(Topic.PURCHASES, "KHACH-9137", Inputs.noon(0), poison);
    broker.tick(Inputs.midnight(6));
    broker.flush();
  }

  private static String told(List<OutputMessage> read) {
    return String.join(
        "\n", read.stream().map(message -> message.key() + Records.text(message)).toList());
  }

  /** All that the web UI of a running job can be asked for. */
  private static String everythingShown(String address, String job) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/metrics",
                "/taskmanagers",
                "/taskmanagers/metrics",
                "/jobs/overview",
                "/jobs/metrics"));
    for (String of :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/accumulators",
            "/checkpoints",
            "/checkpoints/config",
            "/jobmanager/config",
            "/metrics")) {
      paths.add("/jobs/" + job + of);
    }
    for (JsonNode vertex : JSON.readTree(get(address + "/jobs/" + job)).get("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.get("id").asText();
      for (String of :
          List.of("", "/accumulators", "/metrics", "/subtasks/metrics", "/watermarks")) {
        paths.add(path + of);
      }
    }
    for (JsonNode worker : JSON.readTree(get(address + "/taskmanagers")).get("taskmanagers")) {
      paths.add("/taskmanagers/" + worker.get("id").asText());
      paths.add("/taskmanagers/" + worker.get("id").asText() + "/metrics");
    }
    StringBuilder shown = new StringBuilder();
    for (String path : paths) {
      shown.append(path).append(' ').append(get(address + path)).append('\n');
    }
    return shown.toString();
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return answer.body();
  }

  private static void assertSilent(String text) {
    for (String word : Stream.concat(SECRETS.stream(), PERSONAL.stream()).toList()) {
      assertThat(text.lines().filter(line -> line.contains(word))).as(word).isEmpty();
    }
  }

  private static Grant grant(ResourceType resource, String name) {
    return GRANTS.stream()
        .filter(grant -> grant.resource() == resource && grant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
