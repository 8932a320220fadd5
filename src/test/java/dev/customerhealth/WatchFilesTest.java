package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.testing.PromQl;
import dev.customerhealth.testing.PromQl.Selector;
import dev.customerhealth.testing.WatchFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules and the dashboard, without a job; MetricsIT holds them against a running one. */
class WatchFilesTest {

  @Test
  void everyRuleSaysWhatIsTheMatterAndWhereToRead() throws IOException {
    String page = Files.readString(Path.of("docs", "metrics.md"));
    assertThat(WatchFiles.rules())
        .hasSizeGreaterThan(9)
        .allSatisfy(
            rule -> {
              String name = rule.get("alert").asText();
              assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
              assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
              assertThat(rule.at("/annotations/runbook").asText())
                  .isEqualTo("docs/metrics.md#" + name.toLowerCase(Locale.ROOT));
              assertThat(page).contains("\n### " + name + "\n");
            });
  }

  @Test
  void everyPanelSaysWhatToDoAndStandsAlone() throws IOException {
    List<String> places = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (JsonNode panel : WatchFiles.dashboard().get("panels")) {
      ids.add(panel.get("id").asInt());
      JsonNode grid = panel.get("gridPos");
      int left = grid.get("x").asInt();
      assertThat(left + grid.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = left; x < left + grid.get("w").asInt(); x++) {
        for (int y = 0; y < grid.get("h").asInt(); y++) {
          places.add(x + "," + (grid.get("y").asInt() + y));
        }
      }
      if (!panel.get("type").asText().equals("row")) {
        assertThat(panel.get("description").asText()).as(panel.get("title").asText()).isNotBlank();
        assertThat(panel.get("targets")).isNotEmpty();
      }
    }
    assertThat(ids).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    assertThat(places).as("panels cover each other").doesNotHaveDuplicates();
  }

  @Test
  void onlyMetricsAreTakenForMetrics() {
    var read =
        PromQl.read(
            "sum by (le, job) (rate(a_b{x=\"1 by (z)\",y=~\"$v\"}[5m:1m] offset 1d)) > 5e3 and on(job)"
                + " (c or vector(0)) unless 60 * max without(z)(d{quantile=\"0.5\"})");
    assertThat(read.selectors())
        .containsExactly(
            new Selector("a_b", Map.of("x", "1 by (z)")),
            new Selector("c", Map.of()),
            new Selector("d", Map.of("quantile", "0.5")));
    assertThat(read.grouping()).isEqualTo(Set.of("le", "job", "z"));
    var values = PromQl.read("label_values(e{f=\"g\"}, h)");
    assertThat(values.selectors()).containsExactly(new Selector("e", Map.of("f", "g")));
    assertThat(values.grouping()).containsExactly("h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum(a", "sum(a))", "summ(a)", "a[5m", "a{b 1}", "a ; b", "a{b==\"1\"}"})
  void whatIsNoPromQlIsNotRead(String text) {
    assertThatThrownBy(() -> PromQl.read(text)).isInstanceOf(RuntimeException.class);
  }
}
