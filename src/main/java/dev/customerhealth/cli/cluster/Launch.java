package dev.customerhealth.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that do not end with this one. */
final class Launch {

  private static final Path NEW_SESSION = Path.of("/usr/bin/setsid");

  private Launch() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A Java command line of this process's class path. */
  static List<String> own(Class<?> main, List<String> options, List<String> args) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    return command;
  }

  /** Where Ctrl-C and the end of the terminal do not reach it. */
  static Process detached(Member member, ClusterFolder folder) throws IOException {
    List<String> command = new ArrayList<>(member.command());
    if (Files.isExecutable(NEW_SESSION)) {
      command.add(0, NEW_SESSION.toString());
    }
    return start(new Member(member.name(), command), folder);
  }

  /** What it prints goes to a file of its own; its pid is remembered. */
  static Process start(Member member, ClusterFolder folder) throws IOException {
    Process process =
        new ProcessBuilder(member.command())
            .directory(folder.path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    folder.logs().resolve(member.name() + ".out").toFile()))
            .start();
    PidFile.of(folder, member.name()).write(process.toHandle());
    return process;
  }
}
