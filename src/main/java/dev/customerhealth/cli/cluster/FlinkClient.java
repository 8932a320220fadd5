package dev.customerhealth.cli.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Flink's own command line, a process with the class path of a distribution. */
public final class FlinkClient {

  private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
  private static final String NAME = "client";

  private final List<String> command;
  private final Path conf;

  private FlinkClient(List<String> command, Path conf) {
    this.command = command;
    this.conf = conf;
  }

  /**
   * @param home the project's root
   */
  public static FlinkClient of(ClusterFolder folder, ClusterSettings settings, Path home)
      throws IOException {
    FlinkLib lib = FlinkLib.ofTheBuild(home);
    Path conf = Files.createDirectories(folder.data(NAME));
    FlinkMembers members = new FlinkMembers(folder, settings, lib);
    Files.write(conf.resolve("config.yaml"), members.clientConfiguration());
    return new FlinkClient(members.client(MAIN, NAME), conf);
  }

  /**
   * Runs it to its end, in the working folder of this process; what it says of errors goes where
   * ours does.
   *
   * @param print is given each line of its output
   * @return its exit code
   */
  public int run(List<String> args, Consumer<String> print)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("FLINK_CONF_DIR", conf.toString());
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(print);
    } finally {
      process.destroy();
    }
    return process.waitFor();
  }
}
