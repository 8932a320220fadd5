package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.WireFormat;
import dev.customerhealth.cli.bootstrap.BootstrapRun;
import dev.customerhealth.cli.bootstrap.HistoryJob;
import dev.customerhealth.cli.demo.Books;
import dev.customerhealth.cli.demo.StopSignal;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.KafkaOutputs;
import dev.customerhealth.io.RefusedOutputs;
import dev.customerhealth.operator.Account;
import dev.customerhealth.operator.PublishMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** History files to a savepoint; docs/bootstrap.md tells what to do with it. */
@Command(
    name = "bootstrap",
    description = "Makes a savepoint of files with history, for a job over Kafka to go on from.",
    footer = {
      "",
      "T is a time with offset (2011-06-01T00:00:00Z) or epoch milliseconds.",
      "--kafka.NAME VALUE goes to the Kafka client. docs/bootstrap.md has the whole way.",
      "",
      "Example:  ./run bootstrap --purchases data/online_retail_ii.csv.gz \\",
      "            --until 2011-06-01T00:00:00Z --out history"
    })
final class Bootstrap extends KafkaVerb {

  /** How far a clock may run ahead of Kafka's: as far back goes the overlap. */
  private static final Duration OVERLAP = Duration.ofDays(1);

  @Mixin private InputFiles inputs = new InputFiles();

  @Option(
      names = "--until",
      paramLabel = "T",
      required = true,
      description = "Where Kafka takes over, exclusive; later rows are ignored.")
  private Instant until = Instant.EPOCH;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = {
        "Folder for savepoint/, rules.yaml, dead-letters.jsonl and",
        "late-events.jsonl; made if missing."
      })
  private Path out = Path.of(".");

  @Option(names = "--rules", paramLabel = "F", description = "Rules, YAML (default: shipped).")
  private @Nullable Path rules;

  @Option(
      names = "--alerts-from",
      paramLabel = "T",
      description = {
        "As of the job: alerts of before are not published (default: the",
        "time of --until)."
      })
  private @Nullable Instant alertsFrom;

  @Option(
      names = "--refresh-days",
      paramLabel = "N",
      defaultValue = "7",
      description = "As of the job (default: ${DEFAULT-VALUE}).")
  private int refreshDays;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of this run; the job may have another number.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--max-parallelism",
      paramLabel = "N",
      defaultValue = "128",
      description = "As of the job, which cannot have another (default: ${DEFAULT-VALUE}).")
  private int maxParallelism;

  @Option(
      names = "--publish",
      description = {
        "Write all that the history leads to into the topics, as the job",
        "would have; needs --bootstrap-servers."
      })
  private boolean publish;

  @Option(
      names = "--output-format",
      paramLabel = "avro|json",
      description = "With --publish, as of the job (default: avro).")
  private @Nullable String outputFormat;

  @Override
  int perform() throws Exception {
    long started = System.nanoTime();
    @Nullable JobSettings job = publish ? publishing() : notPublishing();
    Map<EventType, Path> files = inputs.given();
    checkNumbers();
    Path savepoint = target();
    Rules given = RulesFile.read(rules);
    InputScan scan = scan(files, given);
    Rules inForce = HomeCurrency.settle(given, rules != null, scan.currencies(), err());
    RulesFile.write(inForce, out.resolve("rules.yaml"));
    BootstrapRun.Result result;
    try (StopSignal stop = StopSignal.listen()) {
      Progress progress =
          new Progress(err(), done -> "reading " + scan.rows() + " rows ... " + done + " applied");
      result =
          new BootstrapRun(history(files, inForce), stop, books -> progress.tell(books.settled()))
              .run(outputs(job), reports(job), scan.rows(), savepoint);
      progress.done();
    } catch (StopSignal.Stopped e) {
      return CHECK_FAILED;
    }
    tellNext(inForce);
    out().println(JsonLine.of(report(result, Duration.ofNanos(System.nanoTime() - started))));
    return result.waiting() == 0 && result.books().closedAt(scan.rows()) ? DONE : CHECK_FAILED;
  }

  private void checkNumbers() {
    if (maxParallelism < 1 || maxParallelism > 32_768) {
      throw new WrongUsage("--max-parallelism must be 1 to 32768");
    }
    if (parallelism != null && (parallelism < 1 || parallelism > maxParallelism)) {
      throw new WrongUsage("--parallelism must be 1 to --max-parallelism");
    }
    if (refreshDays < 0 || refreshDays > 90) {
      throw new WrongUsage("--refresh-days must be 0 to 90");
    }
  }

  private Path target() {
    InputFile.writableFolder("--out", out);
    Path target = out.resolve("savepoint").toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new WrongUsage("--out: there is a savepoint in " + out + " already");
    }
    return target;
  }

  private InputScan scan(Map<EventType, Path> files, Rules given) throws Exception {
    Progress scanning = new Progress(err(), rows -> "reading ... " + rows + " rows");
    InputScan scan = InputScan.of(files, given.excludedCustomers(), scanning);
    scanning.done();
    scan.warnings().forEach(warning -> err().println("warning: " + warning));
    return scan;
  }

  private HistoryJob history(Map<EventType, Path> files, Rules inForce) {
    return new HistoryJob(
        files,
        inForce,
        until.toEpochMilli(),
        refreshDays,
        alertsFrom().toEpochMilli(),
        parallelism != null ? parallelism : Math.min(maxParallelism, Score.parallelism()),
        maxParallelism,
        // Nobody would read the scores.
        publish ? PublishMode.STREAM : PublishMode.FINAL);
  }

  private Instant alertsFrom() {
    return alertsFrom == null ? until : alertsFrom;
  }

  private JobSettings publishing() {
    return outputFormat == null
        ? kafka()
        : kafka("--" + HealthOptions.OUTPUT_FORMAT.key() + "=" + outputFormat);
  }

  private @Nullable JobSettings notPublishing() {
    noKafka();
    return null;
  }

  /** Refused inputs are told in files unless they go to their topics. */
  private Sink<OutputMessage> outputs(@Nullable JobSettings job) {
    return job == null
        ? new RefusedOutputs(out.toAbsolutePath().toString())
        : KafkaOutputs.to(
            new KafkaOutputs.Settings(
                job.get(HealthOptions.BOOTSTRAP_SERVERS),
                job.get(HealthOptions.TOPIC_PREFIX),
                job.get(HealthOptions.OUTPUT_FORMAT),
                // A transaction would have to last from the first record to the savepoint.
                DeliveryGuarantee.AT_LEAST_ONCE,
                job.get(HealthOptions.TRANSACTIONAL_ID_PREFIX),
                job.get(HealthOptions.TRANSACTION_TIMEOUT),
                client(job.kafkaProperties())));
  }

  private static Map<String, String> client(Properties properties) {
    Map<String, String> client = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> client.put(name, properties.getProperty(name)));
    return client;
  }

  private static Reports reports(@Nullable JobSettings job) {
    return job == null
        ? new Reports(new OutputEncoder(OutputFormat.JSON))
        : WireFormat.reports(job);
  }

  private void tellNext(Rules inForce) {
    out().println("now start the job with these, beside what it needs otherwise:");
    out()
        .printf(
            "  flink run -s %s ... --rules %s \\%n    --start-from %s --alerts-from %s"
                + " --refresh-days %d --max-parallelism %d%n",
            out.resolve("savepoint").toAbsolutePath().normalize().toUri(),
            out.resolve("rules.yaml").toAbsolutePath().normalize(),
            until.minus(OVERLAP),
            alertsFrom(),
            refreshDays,
            maxParallelism);
    out().println("rules: version " + inForce.version());
  }

  private Map<String, Object> report(BootstrapRun.Result result, Duration took) {
    Books books = result.books();
    Map<String, Object> report = new LinkedHashMap<>();
    for (Account.Entry entry :
        new Account.Entry[] {
          Account.Entry.READ,
          Account.Entry.USED,
          Account.Entry.DUPLICATES,
          Account.Entry.REJECTED,
          Account.Entry.LATE,
          Account.Entry.IGNORED
        }) {
      report.put(entry.key(), books.get(entry));
    }
    report.put("scores", books.get(Account.Entry.SCORES));
    report.put("customers", result.customers());
    report.put("waiting", result.waiting());
    report.put("until", until.toString());
    report.put("published", publish);
    report.put("savepoint", result.savepoint());
    report.put("seconds", took.toMillis() / 1000.0);
    return report;
  }
}
