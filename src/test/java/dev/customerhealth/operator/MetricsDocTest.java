package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsDocTest {

  private static final Path PAGE = Path.of("docs", "metrics.md");
  private static final String FROM = "<!-- metrics -->\n";
  private static final String TO = "<!-- end of metrics -->\n";

  @Test
  void thePageSaysWhatTheConstantsSay() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(FROM) + FROM.length());
    String after = page.substring(page.indexOf(TO));
    String wanted = before + table() + after;
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(PAGE)
        .as("stale: mvn test -Dtest=MetricsDocTest -Ddocs.write=true")
        .hasContent(wanted);
  }

  @Test
  void namesAreMadeOfOnePrefixTheLabelsAndTheKey() {
    assertThat(Metric.USED.prometheusName())
        .isEqualTo("flink_taskmanager_job_task_operator_customer_health_used");
    assertThat(Metric.ALERTS.prometheusName())
        .isEqualTo("flink_taskmanager_job_task_operator_customer_health_reason_status_alerts");
  }

  private static String table() {
    return "| name in Prometheus, after `flink_taskmanager_job_task_operator_` | type | labels | of | tells | what to do |\n"
        + "|---|---|---|---|---|---|\n"
        + Arrays.stream(Metric.values()).map(MetricsDocTest::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            metric.prometheusName().substring("flink_taskmanager_job_task_operator_".length()),
            metric.kind().name().toLowerCase(Locale.ROOT),
            metric.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", ")),
            metric.operators().replace(", ", "`, `"),
            metric.tells(),
            metric.asks());
  }
}
