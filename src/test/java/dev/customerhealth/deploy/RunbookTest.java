package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbookTest {

  private static final Path ALERTS = Path.of("flink-conf", "prometheus", "alerts.yaml");
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\w+) \\|");

  @Test
  void itSaysOfEveryAlertWhatToDo() throws IOException {
    String page = Files.readString(Path.of("docs", "runbook.md"));

    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            ALERT.matcher(Files.readString(ALERTS)).results().map(row -> row.group(1)).toList());
  }
}
