package dev.customerhealth.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.avro.Component;
import dev.customerhealth.avro.CountWindows;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.MoneyWindows;
import dev.customerhealth.avro.RunningLevel;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Health scores as rows of a table: scalars only, names in snake_case. */
public final class FlatScores {

  static {
    Contract.load();
  }

  private static final Schema FLAT = HealthScoreFlat.getClassSchema();
  private static final Map<String, String> LEVEL_COLUMNS =
      Map.of(
          "level", "level",
          "name", "level_name",
          "mean", "mean",
          "confidence", "level_confidence",
          "provisional", "level_provisional",
          "bound", "level_bound");

  private static final int NOWHERE = -1;

  /** By the position in the score, of its parts: where in the row it goes. */
  private static final int[] SCALARS =
      positions(
          HealthScore.getClassSchema(),
          name -> name.equals("caps") ? "" : CsvColumns.columnName(name));

  private static final int[] SPEND =
      positions(MoneyWindows.getClassSchema(), name -> "spend_" + name);
  private static final int[] VISITS =
      positions(CountWindows.getClassSchema(), name -> "visits_" + name);
  private static final int[] ITEMS =
      positions(CountWindows.getClassSchema(), name -> "items_" + name);
  private static final int[] LEVEL =
      positions(RunningLevel.getClassSchema(), name -> LEVEL_COLUMNS.getOrDefault(name, ""));
  private static final int CAPS = position("caps");

  /** By name: where value, weight and points go. */
  private static final Map<String, int[]> COMPONENTS =
      FLAT.getFields().stream()
          .map(Schema.Field::name)
          .filter(name -> name.endsWith("_weight"))
          .map(name -> name.substring(0, name.length() - "_weight".length()))
          .collect(
              Collectors.toUnmodifiableMap(
                  name -> name,
                  name ->
                      new int[] {
                        position(name + "_value"),
                        position(name + "_weight"),
                        position(name + "_points")
                      }));

  /** What stands where the score says nothing. */
  private static final @Nullable Object[] DEFAULTS = defaults();

  private FlatScores() {}

  public static HealthScoreFlat flatten(HealthScore score) {
    HealthScoreFlat row = new HealthScoreFlat();
    for (int i = 0; i < DEFAULTS.length; i++) {
      if (DEFAULTS[i] != null) {
        row.put(i, DEFAULTS[i]);
      }
    }
    putFields(score, SCALARS, row);
    putFields(score.getSpend(), SPEND, row);
    putFields(score.getVisits(), VISITS, row);
    putFields(score.getItems(), ITEMS, row);
    RunningLevel level = score.getServiceLevel();
    if (level != null) {
      putFields(level, LEVEL, row);
    }
    score.getComponents().forEach(component -> putComponent(component, row));
    row.put(CAPS, String.join(",", score.getCaps()));
    return row;
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

  private static int[] positions(Schema of, UnaryOperator<String> column) {
    return of.getFields().stream()
        .mapToInt(field -> position(column.apply(field.name())))
        .toArray();
  }

  private static int position(String column) {
    Schema.Field field = FLAT.getField(column);
    return field == null ? NOWHERE : field.pos();
  }

  private static @Nullable Object[] defaults() {
    return FLAT.getFields().stream()
        .map(
            field ->
                field.hasDefaultValue()
                    ? SpecificData.getForSchema(FLAT).getDefaultValue(field)
                    : null)
        .toArray();
  }

  private static void putFields(IndexedRecord from, int[] positions, HealthScoreFlat row) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != NOWHERE) {
        row.put(positions[i], from.get(i));
      }
    }
  }

  /**
   * Caps and overrides stand among the components too; a table has no columns for them but {@code
   * caps}.
   */
  private static void putComponent(Component component, HealthScoreFlat row) {
    int[] positions = COMPONENTS.get(component.getName());
    if (positions != null) {
      row.put(positions[0], component.getValue());
      row.put(positions[1], component.getWeight());
      row.put(positions[2], component.getValue() == null ? null : component.getPoints());
    }
  }
}
