package dev.customerhealth.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files by which people watch the job: the alert rules and the dashboard. */
public final class WatchFiles {

  private static final Path RULES = Path.of("flink-conf", "prometheus", "alerts.yaml");
  private static final Path DASHBOARD = Path.of("flink-conf", "grafana", "customer-health.json");

  private WatchFiles() {}

  public static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  public static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    return rules;
  }

  /** All PromQL in them. */
  public static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    dashboard().findValuesAsText("expr", expressions);
    for (JsonNode variable : dashboard().at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) {
        expressions.add(variable.at("/query/query").asText());
      }
    }
    rules().forEach(rule -> expressions.add(rule.get("expr").asText()));
    return expressions;
  }
}
