package dev.customerhealth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.avro.DeadLetter;
import dev.customerhealth.cli.FreePorts;
import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.FlinkRest;
import dev.customerhealth.cli.cluster.LocalCluster;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.Traffic;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jobs on one cluster, one after the other: one in calm, over events in order, each sent once;
 * one in a storm, over the same events shuffled, some sent twice, with rubbish between them, while
 * processes die. Readers of both must have been told the same.
 */
class FaultsIT {

  private static final String CALM = "calm";
  private static final String STORM = "storm";
  private static final Path JAR =
      Path.of(System.getProperty("job.jar", "target/customer-health-0.1.0.jar"));
  private static final int EVENTS = Integer.getInteger("faults.events", 1_000_000);
  private static final int PER_SECOND = Integer.getInteger("faults.perSecond", 4_000);
  private static final long SEED = Long.getLong("faults.seed", 20261122);
  private static final Faults.Plan PLAN =
      new Faults.Plan(
          Integer.getInteger("faults.kills", 5),
          Duration.ofSeconds(Integer.getInteger("faults.brokerSeconds", 30)),
          Duration.ofSeconds(Integer.getInteger("faults.storageSeconds", 20)),
          SEED);

  private static final int DAYS = 120;

  /** Of a customer of {@link Traffic} in so many days, at least. */
  private static final int EVENTS_PER_CUSTOMER = 9;

  private static final int POISON_EVERY = 1_000;
  private static final int TWICE_EVERY = 50;
  private static final Duration BOUND = Duration.ofHours(6);
  private static final long END = Inputs.midnight(DAYS + 30);

  /** Event time at the end, as operators see it. */
  private static final long LAST_WATERMARK = END - BOUND.toMillis() - 1;

  private static final List<Topic> OUTPUTS =
      Arrays.stream(Topic.values()).filter(topic -> !topic.isInput()).toList();

  @TempDir Path folder;

  private LocalCluster cluster;
  private ClusterSettings settings;
  private OwnBroker broker;

  @AfterEach
  void leaveNothing() throws Exception {
    if (settings != null) {
      cluster.stop(settings, true);
    }
    if (broker != null) {
      broker.close();
    }
  }

  /** Ctrl-C leaves nothing, either. */
  @BeforeEach
  void leaveNothingWhenInterrupted() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    leaveNothing();
                  } catch (Exception e) {
                    System.err.println("faults: something was left running: " + e);
                  }
                }));
  }

  @Test
  void nothingIsLostAndNothingIsToldTwice() throws Exception {
    long began = System.nanoTime();
    List<Envelope> arrivals = arrivals();
    start();
    Told calm = inCalm(inOrderAndOnce(arrivals));
    double calmSeconds = seconds(began);
    assertThat(calm.count(Topic.SCORES)).isGreaterThan(EVENTS / 2);
    assertThat(calm.count(Topic.ALERTS)).isPositive();
    assertThat(calm.count(Topic.DEAD_LETTERS)).isZero();

    try (Load load = new Load(broker.bootstrapServers(), STORM, OwnBroker.PARTITIONS, SEED)) {
      ClusterJob job = submit(STORM);
      job.awaitCheckpointBegunAfter(0);
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  load.sendSteadily(arrivals, PER_SECOND, POISON_EVERY, over);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      List<Faults.Done> faults = new Faults(cluster, broker, job, PLAN).happen(load::sent);
      over.set(true);
      sending.get();
      Told storm = told(STORM, job, load);

      Map<String, Object> summary = summary(arrivals.size(), faults, calm, storm, load);
      summary.put("calmSeconds", calmSeconds);
      summary.put("seconds", seconds(began));
      report(summary);
      for (Topic topic : OUTPUTS) {
        if (topic != Topic.DEAD_LETTERS) {
          assertThat(storm.differenceFrom(calm, topic))
              .as(topic + " (seed " + SEED + ")")
              .isEqualTo(new Told.Difference(0, 0, 0));
        }
      }
      assertThat(faults).hasSize(PLAN.kills() + 3);
      assertThat(faults)
          .as("all of them under load")
          .allMatch(fault -> fault.eventsSent() < arrivals.size());
      assertPoisonIsInDeadLetters(load.poison());
    }
  }

  /** Everybody's events as they arrive: no event later than the bound after a younger one. */
  private static List<Envelope> arrivals() {
    List<Envelope> events = Traffic.of(SEED, 1 + EVENTS / EVENTS_PER_CUSTOMER, DAYS);
    List<Envelope> all = new ArrayList<>(events);
    for (int i = 0; i < events.size(); i += TWICE_EVERY) {
      all.add(events.get(i));
    }
    assertThat(all).as("events that Traffic made").hasSizeGreaterThanOrEqualTo(EVENTS);
    return Traffic.disordered(all, BOUND.toMillis(), SEED);
  }

  private static List<Envelope> inOrderAndOnce(List<Envelope> arrivals) {
    record Same(Object type, String customerId, String id, ByteBuffer payload) {}
    Set<Same> seen = new HashSet<>();
    return arrivals.stream()
        .filter(
            event ->
                seen.add(
                    new Same(
                        event.type(),
                        event.customerId(),
                        event.id(),
                        ByteBuffer.wrap(event.payload()))))
        .sorted(Comparator.comparingLong(Envelope::timeMillis))
        .toList();
  }

  /** Of one slot each: whichever dies, the job feels it. */
  private void start() throws Exception {
    broker = OwnBroker.start(folder.resolve("broker"));
    broker.createTopics(List.of(CALM, STORM));
    cluster = new LocalCluster(new ClusterFolder(folder.resolve("cluster")), Path.of("."));
    settings =
        new ClusterSettings(
            2,
            FreePorts.any(),
            FreePorts.any(),
            0,
            FreePorts.any(),
            Map.of("taskmanager.numberOfTaskSlots", "1"));
    cluster.start(settings, System.out::println);
  }

  private Told inCalm(List<Envelope> events) throws Exception {
    try (Load load = new Load(broker.bootstrapServers(), CALM, OwnBroker.PARTITIONS, SEED)) {
      load.send(events);
      return told(CALM, submit(CALM), load);
    }
  }

  private Told told(String prefix, ClusterJob job, Load load) throws Exception {
    load.tick(END);
    load.flush();
    job.awaitWatermark(LAST_WATERMARK);
    job.rest().stopWithSavepoint(job.id());
    return Told.readCommitted(broker.bootstrapServers(), prefix, OUTPUTS);
  }

  private ClusterJob submit(String prefix) throws Exception {
    return ClusterJob.submit(
        new FlinkRest(settings.restAddress()),
        JAR,
        List.of(
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--topic-prefix=" + prefix,
            "--group-id=" + prefix,
            "--transactional-id-prefix=" + prefix,
            "--parallelism=2",
            "--starting-offsets=earliest",
            "--delivery-guarantee=exactly-once",
            "--checkpoint-interval=2 s",
            "--out-of-orderness=" + BOUND.toMillis() + " ms",
            "--idleness=0",
            "--alignment-drift=30 d",
            "--refresh-days=30"));
  }

  private void assertPoisonIsInDeadLetters(Map<String, byte[]> poison) {
    Map<String, List<DeadLetter>> letters = DeadLetters.read(broker.bootstrapServers(), STORM);
    assertThat(poison).isNotEmpty();
    assertThat(letters.keySet()).isEqualTo(poison.keySet());
    poison.forEach(
        (key, bytes) -> {
          assertThat(letters.get(key)).as(key).hasSize(1);
          assertThat(DeadLetters.raw(letters.get(key).get(0))).as(key).isEqualTo(bytes);
        });
  }

  private static Map<String, Object> summary(
      int events, List<Faults.Done> faults, Told calm, Told storm, Load load) {
    Map<String, Object> records = new LinkedHashMap<>();
    Told.Difference all = new Told.Difference(0, 0, 0);
    for (Topic topic : OUTPUTS) {
      records.put(topic.suffix(), storm.count(topic));
      if (topic != Topic.DEAD_LETTERS) {
        all = all.plus(storm.differenceFrom(calm, topic));
      }
    }
    long deadLetters = storm.count(Topic.DEAD_LETTERS);
    long poison = load.poison().size();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("seed", SEED);
    summary.put("events", events);
    summary.put("poison", poison);
    summary.put("faults", faults);
    summary.put("records", records);
    summary.put("lost", all.lost() + Math.max(0, poison - deadLetters));
    summary.put("duplicated", all.duplicated() + Math.max(0, deadLetters - poison));
    summary.put("keysInAnotherOrder", all.disordered());
    summary.put(
        "longestRecoverySeconds",
        faults.stream().mapToDouble(Faults.Done::recoverySeconds).max().orElse(0));
    return summary;
  }

  private static void report(Map<String, Object> summary) throws Exception {
    String json = new ObjectMapper().writeValueAsString(summary);
    Files.writeString(
        Path.of(System.getProperty("customerhealth.build", "target"), "faults.json"), json);
    System.out.println(json);
  }

  private static double seconds(long sinceNanos) {
    return Math.round((System.nanoTime() - sinceNanos) / 1e8) / 10.0;
  }
}
