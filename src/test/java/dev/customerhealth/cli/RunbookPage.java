package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands of docs/runbook.md, and those of them that were typed. */
final class RunbookPage {

  private static final Path PAGE = Path.of("docs", "runbook.md");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```\n(.*?)^ *```$");
  private static final Pattern INLINE = Pattern.compile("`((?:flink|\\./run) [^`]*)`");

  /** Parts of others. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "./run cluster start --broker", // how the test begins
          "./run cluster", // with each command
          "flink run", // named only
          "flink run -d -s"); // the same

  private final Map<String, String> names;
  private final Set<String> commands;
  private final Set<String> run = new TreeSet<>();

  /**
   * @param names what to type for the page's example names
   */
  RunbookPage(Map<String, String> names) throws IOException {
    this.names = new TreeMap<>(names);
    String page = Files.readString(PAGE);
    this.commands = new TreeSet<>();
    FENCED
        .matcher(page)
        .results()
        .flatMap(block -> block.group(1).replaceAll("\\\\\n\\s*", "").lines())
        .map(String::strip)
        .filter(line -> line.startsWith("flink ") || line.startsWith("./run "))
        .forEach(commands::add);
    INLINE.matcher(page).results().map(inline -> inline.group(1)).forEach(commands::add);
  }

  void put(String name, String value) {
    names.put(name, value);
  }

  /** The words of a command of the page, with the names of here. */
  List<String> words(String command) {
    assertThat(commands).contains(command);
    run.add(command);
    Pattern name =
        Pattern.compile(
            names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    return List.of(name.matcher(command).replaceAll(this::value).split(" "));
  }

  private String value(MatchResult name) {
    return Matcher.quoteReplacement(names.get(name.group()));
  }

  /** Commands that nobody has typed. */
  Set<String> notRun() {
    Set<String> left = new TreeSet<>(commands);
    left.removeAll(run);
    left.removeAll(ELSEWHERE);
    return left;
  }
}
