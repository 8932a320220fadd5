package dev.customerhealth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.Traffic;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jobs on one cluster, one after the other: one in calm, over events in order, each sent once;
 * one in a storm, over the same events shuffled, some sent twice, with rubbish between them, while
 * processes die. Readers of both must have been told the same.
 */
@Tag("faults")
class FaultsIT {

  private static final String CALM = "calm";
  private static final String STORM = "storm";

  /** What a build that has little time can do: each kind of fault once. */
  private static final boolean SHORT = Boolean.getBoolean("faults.short");

  private static final int EVENTS = Integer.getInteger("faults.events", SHORT ? 8_000 : 1_000_000);
  private static final int PER_SECOND = Integer.getInteger("faults.perSecond", SHORT ? 50 : 4_000);
  private static final long SEED = Long.getLong("faults.seed", 20261122);
  private static final Faults.Plan PLAN =
      new Faults.Plan(
          Integer.getInteger("faults.kills", SHORT ? 1 : 5),
          Duration.ofSeconds(Integer.getInteger("faults.brokerSeconds", SHORT ? 5 : 30)),
          Duration.ofSeconds(Integer.getInteger("faults.storageSeconds", SHORT ? 5 : 20)),
          Duration.ofSeconds(SHORT ? 3 : 6),
          SEED);

  /** Processes that die young: their code is compiled quickly, and not a second time. */
  private static final String QUICK_TO_COMPILE = "-XX:TieredStopAtLevel=1";

  private static final int DAYS = 120;

  /** Of a customer of {@link Traffic} in so many days: some less than the average. */
  private static final int EVENTS_PER_CUSTOMER = 41;

  /** What is tested is events, not the passing of time: a day or two between two of them. */
  private static final int RAREST = 1;

  private static final int PAUSES_EVERY = 60;

  private static final int RUBBISH_EVERY = 1_000;
  private static final int TWICE_EVERY = 10;

  /** More than the state's reach before the second third of the load. */
  private static final int TOO_OLD_DAYS = 600;

  /** Event time of different topics drifts apart by less than from here to two thirds. */
  private static final int KNOWN_DAYS = 20;

  private static final int SWITCH_DAY = 60;
  private static final int SHADOW_DAY = 117;
  private static final Duration BOUND = Duration.ofHours(6);
  private static final long END = Inputs.midnight(DAYS + 10);

  /** Event time at the end, as operators see it. */
  private static final long LAST_WATERMARK = END - BOUND.toMillis() - 1;

  private static final List<Topic> OUTPUTS =
      Arrays.stream(Topic.values()).filter(topic -> !topic.isInput()).toList();

  /** Their records name offsets, which differ: they are held against what was sent. */
  private static final Set<Topic> GIVEN_BACK = Set.of(Topic.DEAD_LETTERS, Topic.LATE_EVENTS);

  @TempDir Path folder;

  private OwnCluster cluster;

  @AfterEach
  void leaveNothing() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void nothingIsLostAndNothingIsToldTwice() throws Exception {
    long began = System.nanoTime();
    List<Envelope> arrivals = arrivals();
    start();
    inCalm(inOrderAndOnce(arrivals));
    double calmSeconds = seconds(began);
    System.out.println("faults: calm for " + calmSeconds + " s");
    // Read while the storm waits for processes to come back.
    CompletableFuture<Told> readCalm = CompletableFuture.supplyAsync(() -> told(CALM));

    try (Load load =
        new Load(cluster.broker().bootstrapServers(), STORM, OwnBroker.PARTITIONS, SEED)) {
      sendRules(load);
      load.flush();
      ClusterJob job = submit(STORM, SHORT ? "2 s" : "5 s");
      job.awaitCheckpointBegunAfter(0);
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  load.sendSteadily(arrivals, PER_SECOND, RUBBISH_EVERY, tooOld(arrivals), over);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      List<Faults.Done> faults = new Faults(cluster, job, PLAN).happen(load::sent);
      over.set(true);
      sending.get();
      finish(job, load);
      Told storm = told(STORM);
      Told calm = readCalm.get();
      assertThat(calm.count(Topic.SCORES)).isGreaterThan(EVENTS / 2);
      for (Topic topic : OUTPUTS) {
        assertThat(calm.count(topic) == 0).as(topic.suffix()).isEqualTo(GIVEN_BACK.contains(topic));
      }

      Map<String, Object> summary = summary(arrivals.size(), faults, calm, storm, load);
      summary.put("calmSeconds", calmSeconds);
      summary.put("seconds", seconds(began));
      report(summary);
      for (Topic topic : OUTPUTS) {
        if (!GIVEN_BACK.contains(topic)) {
          assertThat(storm.differenceFrom(calm, topic))
              .as(topic + " (seed " + SEED + ")")
              .isEqualTo(new Told.Difference(0, 0, 0));
        }
      }
      assertThat(faults).hasSize(PLAN.kills() + 3);
      assertThat(faults)
          .as("all of them under load")
          .allMatch(fault -> fault.eventsSent() < arrivals.size());
      // A broker that is away may or may not fail the tasks.
      assertThat(faults)
          .as("who dies is replaced")
          .filteredOn(fault -> fault.kind().isDeath())
          .allMatch(fault -> fault.restores() > 0);
      assertThat(faults)
          .as("storage that is away is waited for")
          .filteredOn(fault -> fault.kind() == Faults.Kind.CHECKPOINT_FOLDER_REPLACED_BY_A_FILE)
          .hasSize(1)
          .allMatch(fault -> fault.restores() == 0);
      assertGivenBack(
          load.poison(), GivenBack.deadLetters(cluster.broker().bootstrapServers(), STORM));
      assertGivenBack(
          load.stale(), GivenBack.lateEvents(cluster.broker().bootstrapServers(), STORM));
    }
  }

  /** Everybody's events as they arrive: no event later than the bound after a younger one. */
  private static List<Envelope> arrivals() {
    List<Envelope> events =
        Traffic.of(SEED, EVENTS / EVENTS_PER_CUSTOMER, DAYS, RAREST, PAUSES_EVERY);
    List<Envelope> all = new ArrayList<>(events);
    all.addAll(People.talkTo(events));
    for (int i = 0; i < events.size(); i += TWICE_EVERY) {
      all.add(events.get(i));
    }
    assertThat(all).as("events that Traffic made").hasSizeGreaterThanOrEqualTo(EVENTS);
    return Traffic.disordered(all, BOUND.toMillis(), SEED);
  }

  /** Of customers who bought in the first days, an event from before the state reaches. */
  private static Iterator<Envelope> tooOld(List<Envelope> arrivals) {
    return arrivals.stream()
        .filter(event -> event.type() == EventType.PURCHASE)
        .filter(event -> event.timeMillis() < Inputs.midnight(KNOWN_DAYS))
        .map(
            event ->
                Inputs.purchase(
                    event.customerId(),
                    event.timeMillis() - TOO_OLD_DAYS * Inputs.DAY,
                    "old" + event.id(),
                    "10"))
        .iterator();
  }

  /** One set of rules that takes over on the way, and one that only shows what it would say. */
  private static void sendRules(Load load) {
    long sent = Inputs.midnight(0);
    load.sendRules("v2", sent, rules("v2", SWITCH_DAY));
    load.sendRules("shadow:v3", sent, rules("v3", SHADOW_DAY));
  }

  private static byte[] rules(String version, int fromDay) {
    return RulesTopic.value(
        version,
        RulesTopic.yaml(
            version,
            "score: {weights: {return: 0.4, spend: 0.3, experience: 0.1, care: 0.1, advocacy: 0.1}}",
            "effectiveFrom: " + Instant.ofEpochMilli(Inputs.midnight(fromDay))));
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

  private void start() throws Exception {
    cluster =
        OwnCluster.start(
            folder,
            List.of(CALM, STORM),
            true,
            Map.of(
                "taskmanager.memory.process.size", "2400m",
                "env.java.opts.jobmanager", QUICK_TO_COMPILE,
                "env.java.opts.taskmanager", QUICK_TO_COMPILE));
  }

  private void inCalm(List<Envelope> events) throws Exception {
    try (Load load =
        new Load(cluster.broker().bootstrapServers(), CALM, OwnBroker.PARTITIONS, SEED)) {
      sendRules(load);
      load.flush();
      ClusterJob job = submit(CALM, "10 s");
      load.send(events);
      finish(job, load);
    }
  }

  private static void finish(ClusterJob job, Load load) throws Exception {
    load.tick(END);
    load.flush();
    job.awaitWatermark(LAST_WATERMARK);
    job.rest().stopWithSavepoint(job.id());
  }

  private Told told(String prefix) {
    return Told.readCommitted(cluster.broker().bootstrapServers(), prefix, OUTPUTS);
  }

  private ClusterJob submit(String prefix, String checkpointInterval) throws Exception {
    return cluster.submit(
        prefix,
        "--checkpoint-interval=" + checkpointInterval,
        "--out-of-orderness=" + BOUND.toMillis() + " ms",
        "--refresh-days=30");
  }

  /** Each once, with its bytes, and nothing else. */
  private static void assertGivenBack(
      Map<String, byte[]> sent, Map<String, List<byte[]>> givenBack) {
    assertThat(sent).isNotEmpty();
    assertThat(givenBack.keySet()).isEqualTo(sent.keySet());
    sent.forEach((key, bytes) -> assertThat(givenBack.get(key)).as(key).containsExactly(bytes));
  }

  private static Map<String, Object> summary(
      int events, List<Faults.Done> faults, Told calm, Told storm, Load load) {
    Map<String, Object> records = new LinkedHashMap<>();
    Told.Difference all = new Told.Difference(0, 0, 0);
    for (Topic topic : OUTPUTS) {
      records.put(topic.suffix(), storm.count(topic));
      if (!GIVEN_BACK.contains(topic)) {
        all = all.plus(storm.differenceFrom(calm, topic));
      }
    }
    long givenBack = GIVEN_BACK.stream().mapToLong(storm::count).sum();
    long rubbish = (long) load.poison().size() + load.stale().size();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("seed", SEED);
    summary.put("events", events);
    summary.put("poison", load.poison().size());
    summary.put("tooOld", load.stale().size());
    summary.put("faults", faults);
    summary.put("records", records);
    summary.put("lost", all.lost() + Math.max(0, rubbish - givenBack));
    summary.put("duplicated", all.duplicated() + Math.max(0, givenBack - rubbish));
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
