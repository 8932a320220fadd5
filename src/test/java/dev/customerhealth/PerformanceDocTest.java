package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PerformanceDocTest {

  private static final Path PAGE = Path.of("docs", "performance.md");
  private static final Path RESULTS = Path.of("docs", "performance");
  private static final String FROM = "<!-- results -->\n";
  private static final String TO = "<!-- end of results -->\n";

  @Test
  void theTablesSayWhatTheBenchmarkHasFound() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(FROM) + FROM.length();
    int to = page.indexOf(TO);
    assertThat(from).as("the page has a place for results").isBetween(FROM.length(), to);
    String tables = '\n' + PerformanceTables.of(RESULTS) + '\n';
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page.substring(0, from) + tables + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .as("stale: mvn test -Dtest=PerformanceDocTest -Ddocs.write=true")
        .isEqualTo(tables);
  }
}
