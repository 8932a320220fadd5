package dev.customerhealth.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.avro.Component;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.RunningLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Health scores as rows of a table: scalars only, names in snake_case. */
public final class FlatScores {

  private static final Schema FLAT = HealthScoreFlat.getClassSchema();
  private static final Map<String, String> LEVEL_COLUMNS =
      Map.of(
          "level", "level",
          "name", "level_name",
          "mean", "mean",
          "confidence", "level_confidence",
          "provisional", "level_provisional",
          "bound", "level_bound");

  private FlatScores() {}

  public static HealthScoreFlat flatten(HealthScore score) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    putScalars(score, columns);
    putFields("spend_", score.getSpend(), columns);
    putFields("visits_", score.getVisits(), columns);
    putFields("items_", score.getItems(), columns);
    putLevel(score.getServiceLevel(), columns);
    score.getComponents().forEach(component -> putComponent(component, columns));
    columns.put("caps", String.join(",", score.getCaps()));
    return row(columns);
  }

  /** The header line of {@code scores.csv}, without a line break. */
  public static String csvHeader() {
    return FLAT.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(","));
  }

  /**
   * The line of {@code scores.csv} for a flat score in JSON, without a line break; null is an empty
   * cell.
   */
  public static String csvRow(JsonNode flat) {
    return FLAT.getFields().stream()
        .map(field -> cell(flat.path(field.name())))
        .collect(Collectors.joining(","));
  }

  private static String cell(JsonNode value) {
    String text = value.isNull() ? "" : value.asText();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void putScalars(HealthScore score, Map<String, @Nullable Object> columns) {
    for (Schema.Field field : score.getSchema().getFields()) {
      Object value = score.get(field.pos());
      if (!(value instanceof IndexedRecord) && !(value instanceof List)) {
        columns.put(CsvColumns.columnName(field.name()), value);
      }
    }
  }

  private static void putFields(
      String prefix, IndexedRecord windows, Map<String, @Nullable Object> columns) {
    windows
        .getSchema()
        .getFields()
        .forEach(field -> columns.put(prefix + field.name(), windows.get(field.pos())));
  }

  private static void putLevel(
      @Nullable RunningLevel level, Map<String, @Nullable Object> columns) {
    if (level != null) {
      LEVEL_COLUMNS.forEach(
          (field, column) ->
              columns.put(column, level.get(level.getSchema().getField(field).pos())));
    }
  }

  /**
   * Caps and overrides stand among the components too; a table has no columns for them but {@code
   * caps}.
   */
  private static void putComponent(Component component, Map<String, @Nullable Object> columns) {
    columns.put(component.getName() + "_value", component.getValue());
    columns.put(component.getName() + "_weight", component.getWeight());
    columns.put(
        component.getName() + "_points",
        component.getValue() == null ? null : component.getPoints());
  }

  private static HealthScoreFlat row(Map<String, @Nullable Object> columns) {
    HealthScoreFlat row = new HealthScoreFlat();
    for (Schema.Field field : FLAT.getFields()) {
      Object value =
          columns.containsKey(field.name())
              ? columns.get(field.name())
              : SpecificData.getForSchema(FLAT).getDefaultValue(field);
      row.put(field.pos(), value);
    }
    return row;
  }
}
