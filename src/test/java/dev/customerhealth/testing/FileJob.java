package dev.customerhealth.testing;

import dev.customerhealth.HealthTopology;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.FileInputs;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.Account;
import dev.customerhealth.operator.PublishMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job over files, publishing every update. */
public record FileJob(
    Rules rules, int refreshDays, long alertsFromMillis, long endMillis, int parallelism) {

  /** Publishing every alert, too. */
  public FileJob(Rules rules, int refreshDays, long endMillis, int parallelism) {
    this(rules, refreshDays, CustomerAlerts.BEFORE_ALL, endMillis, parallelism);
  }

  /**
   * @param scores the records of each customer, in their order
   * @param totals the books, see {@link Account}
   */
  public record Result(Map<String, List<String>> scores, Map<Account.Entry, Long> totals) {}

  public Result run(Map<EventType, Path> files, Path out) throws Exception {
    Files.createDirectories(out);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, strict());
    EventDecoder decoder = new EventDecoder();
    HealthTopology.wire(
            FileInputs.from(env, files, decoder),
            new FileOutputs(out.toString()),
            decoder,
            new HealthTopology.Settings(
                rules,
                ScoringSubtask.REPORTS,
                PublishMode.EVERY_UPDATE,
                refreshDays,
                alertsFromMillis,
                endMillis))
        .setParallelism(1);
    Map<String, Object> totals = env.execute().getAllAccumulatorResults();
    return new Result(
        scores(FileOutputs.fileOf(out, Topic.SCORES)),
        Arrays.stream(Account.Entry.values())
            .collect(
                Collectors.toMap(
                    entry -> entry, entry -> (Long) totals.getOrDefault(entry.key(), 0L))));
  }

  /** RocksDB, no Kryo, no uid left to chance, no second try. */
  public static Configuration strict() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return configuration;
  }

  private static Map<String, List<String>> scores(Path file) throws IOException {
    Map<String, List<String>> scores = new TreeMap<>();
    try (var lines = Files.lines(file)) {
      lines.forEach(
          line -> scores.computeIfAbsent(customerOf(line), id -> new ArrayList<>()).add(line));
    }
    return scores;
  }

  /** Of a record that begins with a customer id without escapes. */
  private static String customerOf(String line) {
    int from = line.indexOf(":\"") + 2;
    return line.substring(from, line.indexOf('"', from));
  }
}
