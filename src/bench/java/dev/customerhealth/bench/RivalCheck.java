package dev.customerhealth.bench;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.bench.load.BrokerProcess;
import dev.customerhealth.bench.load.Filling;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Answer;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.rival.Terms;
import dev.customerhealth.bench.run.ChildJvm;
import dev.customerhealth.bench.run.RunSpec;
import dev.customerhealth.bench.run.Runner;
import dev.customerhealth.bench.run.Wire;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.ledger.Money;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether all who are compared come to the same numbers: spend and visits of 7, 30, 90 and 365 days
 * as of the end of each day on which something was bought, and the silences that were alarmed
 * about. The job's own silence is another one (each customer's own rhythm); its sums must be the
 * same.
 */
final class RivalCheck {

  private static final int CUSTOMERS = 60;
  private static final int EVENTS = 600;
  private static final int DAYS = 200;
  private static final int BROKER_HEAP_MIB = 512;
  private static final OutputDecoder<HealthScore> SCORES = new OutputDecoder<>(Topic.SCORES);

  /** The sums by "customer day", and "customer day" of each silence. */
  private record Found(SortedMap<String, String> sums, SortedSet<String> silences) {}

  private RivalCheck() {}

  private static final List<Contestant> ALL =
      List.of(
          Contestant.JOB, Contestant.SLIDING, Contestant.SQL, Contestant.STREAMS, Contestant.CEP);

  /**
   * @param only who is asked; empty: everybody
   */
  static boolean run(Set<Contestant> only, PrintWriter out, PrintWriter err) throws Exception {
    Load load = Load.clean(CUSTOMERS, EVENTS, DAYS);
    Map<Contestant, Found> found = new EnumMap<>(Contestant.class);
    try (ChildJvm broker = ChildJvm.start(BrokerProcess.class, BROKER_HEAP_MIB);
        Runner runner = new Runner()) {
      String bootstrapServers = broker.line();
      Filling.fill(bootstrapServers, load);
      Terms terms = Terms.drain(bootstrapServers, load, 1, false);
      for (Contestant contestant : ALL) {
        if (!only.isEmpty() && !only.contains(contestant)) {
          continue;
        }
        err.println("asking " + contestant.label() + " ...");
        err.flush();
        runner.run(RunSpec.drain(contestant, load, terms));
        found.put(contestant, read(contestant, terms));
      }
    }
    return compare(found, out);
  }

  private static boolean compare(Map<Contestant, Found> found, PrintWriter out) {
    // The first who has any; for all five the job and the sliding windows.
    Map<String, String> sumsOfAll = first(found, Found::sums, Map::isEmpty);
    Set<String> silencesOfAll = first(found, Found::silences, Set::isEmpty);
    boolean allAgree = !sumsOfAll.isEmpty() && !silencesOfAll.isEmpty();
    Map<String, Object> json = new LinkedHashMap<>();
    for (Map.Entry<Contestant, Found> one : found.entrySet()) {
      Contestant who = one.getKey();
      // Sliding windows also tell of days without an event: of those the others say nothing.
      one.getValue().sums.keySet().retainAll(sumsOfAll.keySet());
      boolean sums = who == Contestant.CEP || one.getValue().sums.equals(sumsOfAll);
      boolean silences = who == Contestant.JOB || one.getValue().silences.equals(silencesOfAll);
      allAgree &= sums && silences;
      out.printf(
          "%-27s %5d customer days %-9s %4d silences %s%n",
          who.label(),
          one.getValue().sums.size(),
          who == Contestant.CEP ? "-" : sums ? "the same" : "DIFFERENT",
          one.getValue().silences.size(),
          who == Contestant.JOB ? "-" : silences ? "the same" : "DIFFERENT");
      json.put(who.key(), sums && silences);
    }
    json.put("agree", allAgree);
    out.println(Wire.line(json));
    out.flush();
    return allAgree;
  }

  private static <T> T first(
      Map<Contestant, Found> found, Function<Found, T> part, Predicate<T> isEmpty) {
    return found.values().stream()
        .map(part)
        .filter(isEmpty.negate())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody has said anything"));
  }

  private static Found read(Contestant contestant, Terms terms) {
    Found found = new Found(new TreeMap<>(), new TreeSet<>());
    Map<String, String[]> windows = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(terms)) {
      String who = new String(record.key(), StandardCharsets.UTF_8);
      if (contestant == Contestant.JOB) {
        score(record.value(), found);
        continue;
      }
      String[] cells = new String(record.value(), StandardCharsets.UTF_8).split(",", 3);
      String key = who + ' ' + cells[1];
      switch (cells[0]) {
        case "silence" -> found.silences.add(key);
        case "windows" -> found.sums.put(key, cells[2]);
        default -> window(cells[2], windows.computeIfAbsent(key, none -> new String[4]));
      }
    }
    windows.forEach((key, four) -> found.sums.put(key, String.join(",", four)));
    return found;
  }

  /** The last record of a day stands for its end. */
  private static void score(byte[] value, Found found) {
    HealthScore score = SCORES.decode(value);
    if (!score.getCause().startsWith("purchases/")) {
      return;
    }
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sums.add(Long.toString(Money.fromDecimal((BigDecimal) score.getSpend().get(i))));
      sums.add(score.getVisits().get(i).toString());
    }
    long day = Math.floorDiv(score.getAsOf().toEpochMilli(), Duration.ofDays(1).toMillis());
    found.sums.put(score.getCustomerId() + ' ' + day, String.join(",", sums));
  }

  private static void window(String text, String[] four) {
    String[] cells = text.split(",", 2);
    int at = List.of("7", "30", "90", "365").indexOf(cells[0]);
    four[at] = cells[1];
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(Terms terms) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", terms.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, Load.PARTITIONS)
              .mapToObj(i -> new TopicPartition(Answer.TOPIC.fullName(terms.prefix()), i))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
      }
      return read;
    }
  }
}
