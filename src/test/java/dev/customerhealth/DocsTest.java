package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.customerhealth.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** What can be checked cheaply about the pages for people. */
class DocsTest {

  private static final Path ENGLISH = Path.of("README.md");
  private static final Path VIETNAMESE = Path.of("README.vi.md");
  private static final Path STATE = Path.of("docs", "state.md");
  private static final Path ARCHITECTURE = Path.of("docs", "architecture.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern NO_PART_OF_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}\\p{M} _-]");

  @Test
  void everyOperatorIsExplained() {
    String pages = read(STATE) + read(ARCHITECTURE);
    assertThat(uids()).isNotEmpty().allSatisfy(uid -> assertThat(pages).contains("`" + uid + "`"));
  }

  @Test
  void everyVerbStandsInTheReadme() {
    assertThat(verbs())
        .isNotEmpty()
        .allSatisfy(verb -> assertThat(read(ENGLISH)).contains("./run " + verb));
  }

  @Test
  void bothReadmesShowTheSameCommands() {
    assertThat(codeBlocks(ENGLISH)).isNotEmpty().isEqualTo(codeBlocks(VIETNAMESE));
  }

  @Test
  void everyPageCanBeFoundFromTheReadme() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      assertThat(pages.filter(page -> page.toString().endsWith(".md")).map(DocsTest::slashed))
          .isNotEmpty()
          .allSatisfy(page -> assertThat(links(ENGLISH)).contains(page));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    assertThat(links(page)).filteredOn(link -> !leadsSomewhere(page, link)).isEmpty();
  }

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder :
        List.of(
            Path.of(""),
            Path.of("docs"),
            Path.of("deploy"),
            Path.of("data"),
            Path.of("data", "synthetic"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> uids() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.customerhealth")
            .stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getName().endsWith("UID"))
            .filter(field -> field.getRawType().isEquivalentTo(String.class))
            .map(DocsTest::constant)
            .toList();
  }

  private static String constant(JavaField field) {
    try {
      return (String) field.reflect().get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.getFullName() + " is not public", e);
    }
  }

  private static List<String> verbs() {
    return Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
        .map(verb -> verb.getAnnotation(Command.class).name())
        .toList();
  }

  private static List<String> codeBlocks(Path page) {
    return CODE_BLOCK.matcher(read(page)).results().map(MatchResult::group).toList();
  }

  private static List<String> links(Path page) {
    String text = CODE_BLOCK.matcher(read(page)).replaceAll("");
    return LINK.matcher(text).results().map(link -> link.group(1)).toList();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    if (link.contains("://")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    boolean anchored = parts.length == 2;
    return Files.exists(target) && (!anchored || anchors(target).contains(parts[1]));
  }

  /** As GitHub makes them from headings. */
  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(read(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> NO_PART_OF_AN_ANCHOR.matcher(text).replaceAll("").replace(' ', '-'))
        .toList();
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
