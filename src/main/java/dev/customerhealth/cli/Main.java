package dev.customerhealth.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code ./run}: finds the verb and turns whatever happens into an exit code and, when it went
 * wrong, one line. 0 done, 1 failed, 2 wrong usage.
 */
@Command(
    name = "./run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Customer health, scored in real time: who is leaving, why, and whom to call.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs (./run VERB --help tells more):%n",
    footer = {
      "  bench        Measure it beside its limits and rivals; built when first asked for.",
      "",
      "Exit codes: 0 done, 1 the check it was asked for failed, 2 wrong usage. Ctrl-C stops.",
      "",
      "Begin with:  ./run demo"
    },
    subcommands = {
      Demo.class,
      Score.class,
      Fit.class,
      Backtest.class,
      LevelsEval.class,
      Explain.class,
      Topics.class,
      SendTicks.class,
      Replay.class,
      Bootstrap.class,
      Cluster.class,
      RulesVerb.class
    })
public final class Main implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpWidth(100)
        .registerConverter(Instant.class, Times::instant)
        .registerConverter(Duration.class, Times::duration)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** No verb: say which there are. */
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    return wrongUsage(e.getCommandLine(), oneLine(e) + didYouMean(e));
  }

  private static int wrongUsage(CommandLine verb, String whatIsWrong) {
    String name = verb.getCommandSpec().qualifiedName();
    say(verb, name + ": " + whatIsWrong + " (" + name + " --help)");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine verb, CommandLine.ParseResult parsed) {
    if (e instanceof WrongUsage) {
      return wrongUsage(verb, oneLine(e));
    }
    LOG.error("{} failed", verb.getCommandName(), e);
    say(verb, verb.getCommandSpec().qualifiedName() + ": " + oneLine(e) + LogPlace.hint());
    return ExitCode.SOFTWARE;
  }

  private static String didYouMean(ParameterException e) {
    List<String> guesses =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return guesses.isEmpty() ? "" : ", did you mean " + String.join(" or ", guesses) + "?";
  }

  private static String oneLine(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private static void say(CommandLine verb, String line) {
    PrintWriter err = verb.getErr();
    err.println(line);
    err.flush();
  }
}
