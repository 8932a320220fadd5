package dev.customerhealth.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.report.Charts;
import dev.customerhealth.bench.report.Earlier;
import dev.customerhealth.bench.report.Report;
import dev.customerhealth.bench.report.ReportText;
import dev.customerhealth.bench.report.Suite;
import dev.customerhealth.bench.report.SuiteRun;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.run.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./run bench}. */
@Command(
    name = "./run bench",
    description = {
      "Measures the job beside its limits and its rivals, on the same events, on this machine, one"
          + " after the other, each in a process of its own.",
      "A shared machine is noisy: what counts are ratios within one call."
    },
    footer = {
      "",
      "The last line of stdout is one JSON object. Exit codes: 0 done, 1 failed (with --check: the"
          + " rivals do not agree), 2 wrong usage.",
      "",
      "Example:  ./run bench --quick",
      "          ./run bench --only job,pass-through --customers 100000 --events 300000",
      "          ./run bench --micro 'Ledger.*'"
    })
public final class BenchMain implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and stop.")
  @SuppressWarnings("UnusedVariable") // Acted upon by the command line itself.
  private boolean helpWanted;

  @ArgGroup private Mode mode = new Mode();

  /** One of them. */
  private static final class Mode {
    @Option(
        names = "--quick",
        description =
            "Main ratios in about a minute, 25,000 customers, parallelism 2 (the default).")
    private boolean quick;

    @Option(
        names = "--full",
        description = "1 million customers, all rivals, both parallelisms, latency, recovery.")
    private boolean full;

    @Option(names = "--scale", description = "10 million customers beside 100 thousand.")
    private boolean scale;

    @Option(
        names = "--check",
        description = "Measure nothing; see that all rivals come to the job's numbers.")
    private boolean check;

    @Option(
        names = "--micro",
        paramLabel = "REGEX",
        arity = "0..1",
        fallbackValue = ".*",
        description = "JMH micro-benchmarks whose names match.")
    private @Nullable String micro;
  }

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: job, decode, pass-through, rocksdb, sliding, sql, streams, cep.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Measure a load of this size instead of a fixed suite.")
  private int customers;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "0",
      description = "Records of that load (default: three for each customer).")
  private long events;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "Event time that the load spans (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--uniform", description = "All customers alike, instead of skewed as in life.")
  private boolean uniform;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "1 or 2, for --customers (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--at-least-once",
      description = "That guarantee for all, instead of exactly-once.")
  private boolean atLeastOnce;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "0",
      description = "How often everything is measured (default: quick 1, full 5, scale 3).")
  private int pairs;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "-1",
      description =
          "Send events at half the job's rate for so long in each pair, too (full: 5; 0: do not).")
  private int latencySeconds;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Size of a value in the RocksDB loop (default: the median; in --full as counted there).")
  private int valueBytes;

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description =
          "Write collapsed stacks of the measured time (async-profiler); it slows the run down.")
  private @Nullable Path profile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Write results there, JSON named as the suite, after each run, and charts",
        "at the end."
      })
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description = "Go on from the results in --out, which an interrupted call left there.")
  private boolean resume;

  @Option(
      names = "--shrink",
      paramLabel = "N",
      defaultValue = "1",
      hidden = true,
      description = "Customers and events of --full and --scale divided by so much.")
  private int shrink;

  public static void main(String[] args) {
    BenchMain main = new BenchMain();
    CommandLine line =
        new CommandLine(main)
            .setUsageHelpWidth(100)
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  failed.getErr().println("./run bench: " + e.getMessage());
                  return FAILED;
                });
    main.command = Stream.of(args).collect(Collectors.joining(" ", "./run bench ", "")).strip();
    System.exit(line.execute(args));
  }

  private String command = "./run bench";

  @Override
  public Integer call() throws Exception {
    if (mode.micro != null) {
      micro(mode.micro);
      return 0;
    }
    if (mode.check) {
      return RivalCheck.run(contestants(), out(), err()) ? 0 : FAILED;
    }
    if (profile != null) {
      Files.createDirectories(profile);
    }
    Suite suite = suite();
    Report report =
        new SuiteRun(
                suite,
                !atLeastOnce,
                err(),
                profile == null ? null : profile.toString(),
                command,
                earlier(suite),
                so -> write(suite, so))
            .run();
    out().print(ReportText.of(report));
    if (out != null) {
      Charts.draw(report, out);
    }
    out().println(Wire.line(report.summary()));
    out().flush();
    return 0;
  }

  private void micro(String names) throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include("dev.customerhealth.bench.micro." + names);
    if (out == null) {
      new Runner(options.build()).run();
      return;
    }
    Files.createDirectories(out);
    Path file = out.resolve("micro.json");
    options.resultFormat(ResultFormatType.JSON).result(file.toString());
    new Runner(options.build()).run();
    JsonNode results = Wire.tree(Files.readString(file));
    // They name folders of this machine.
    results.forEach(one -> ((ObjectNode) one).remove(List.of("jvm", "jvmArgs")));
    Files.writeString(file, results.toPrettyString() + '\n');
  }

  private Earlier earlier(Suite suite) throws IOException {
    if (!resume) {
      return Earlier.NOTHING;
    }
    if (out == null) {
      throw new CommandLine.ParameterException(spec().commandLine(), "--resume needs --out");
    }
    Path file = results(out, suite);
    return Files.exists(file) ? Earlier.read(file) : Earlier.NOTHING;
  }

  /** In one go: who is interrupted leaves the last whole one. */
  private void write(Suite suite, Report report) throws IOException {
    if (out != null) {
      Files.createDirectories(out);
      Path unfinished = out.resolve(suite.name() + ".json.new");
      Files.writeString(unfinished, Wire.line(report.summary()) + '\n');
      Files.move(unfinished, results(out, suite), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path results(Path folder, Suite suite) {
    return folder.resolve(suite.name() + ".json");
  }

  private Suite suite() {
    Suite suite = size(contestants());
    if (pairs > 0) {
      suite = suite.withPairs(pairs);
    }
    if (latencySeconds >= 0) {
      suite = suite.withLatency(latencySeconds);
    }
    return valueBytes > 0 ? suite.withValueBytes(valueBytes) : suite;
  }

  private Suite size(Set<Contestant> wanted) {
    if (customers > 0) {
      long records = events > 0 ? events : 3L * customers;
      return Suite.custom(wanted, Load.of(customers, records, days, !uniform), parallelism, 1);
    }
    return mode.full
        ? Suite.full(wanted, shrink)
        : mode.scale ? Suite.scale(wanted, shrink) : Suite.quick(wanted);
  }

  private Set<Contestant> contestants() {
    Set<Contestant> wanted = EnumSet.noneOf(Contestant.class);
    for (String name : only) {
      wanted.add(
          Stream.of(Contestant.values())
              .filter(one -> one.key().equals(name.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          spec().commandLine(), "--only: unknown: " + name)));
    }
    return wanted;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("run by the command line only");
    }
    return spec;
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }
}
