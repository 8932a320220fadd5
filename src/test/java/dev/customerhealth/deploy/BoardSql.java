package dev.customerhealth.deploy;

import dev.customerhealth.codec.Labels;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated SQL of deploy/postgres. */
final class BoardSql {

  private BoardSql() {}

  static String tables() {
    String head =
        """
        -- Made from avro/ by a test; do not edit (mvn test -Dtest=PostgresFilesTest -Ddeploy.write=true writes it anew).
        -- One table for each topic that a board shows; the sinks of deploy/connect fill them.
        -- Run it again after an update of the job: columns that are new are added, nothing is dropped.
        CREATE SCHEMA IF NOT EXISTS %s;
        """
            .formatted(BoardTable.DATABASE_SCHEMA);
    return head
        + BoardTable.all().stream()
            .map(BoardSql::table)
            .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String table(BoardTable table) {
    StringBuilder sql = new StringBuilder();
    sql.append("CREATE TABLE IF NOT EXISTS %s (\n".formatted(table.fullName()));
    sql.append("  %s text PRIMARY KEY\n);\n".formatted(table.key()));
    sql.append(comment("TABLE", table.fullName(), table.topic().schema().getDoc()));
    if (!table.keyIsInRecord()) {
      String doc = "The key of the record: " + table.topic().key() + ".";
      sql.append(comment("COLUMN", table.fullName() + "." + table.key(), doc));
    }
    table.columns().forEach(column -> sql.append(column(table, column)));
    return sql.toString();
  }

  private static String column(BoardTable table, BoardColumn column) {
    String comment = comment("COLUMN", table.fullName() + "." + column.name(), column.doc());
    if (column.name().equals(table.key())) {
      return comment;
    }
    return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s;\n%s"
        .formatted(table.fullName(), column.name(), column.sqlType(), comment);
  }

  private static String comment(String kind, String name, String text) {
    return "COMMENT ON %s %s IS %s;\n".formatted(kind, name, literal(text));
  }

  static String labels(Labels labels) {
    String head =
        """
        -- Made from flink-conf/labels.yaml by a test; do not edit (mvn test -Dtest=PostgresFilesTest -Ddeploy.write=true).
        -- What people read where a column holds a code. Run it again when the labels have changed.
        CREATE TABLE IF NOT EXISTS customer_health.labels (
          code_group text NOT NULL,
          code text NOT NULL,
          vi text NOT NULL,
          en text NOT NULL,
          PRIMARY KEY (code_group, code)
        );
        BEGIN;
        DELETE FROM customer_health.labels;
        INSERT INTO customer_health.labels (code_group, code, vi, en) VALUES
        """;
    return head + String.join(",\n", rows(labels)) + ";\nCOMMIT;\n";
  }

  /** All but the sentences of {@code ./run explain}, which are no codes. */
  private static List<String> rows(Labels labels) {
    return labels.groups().stream()
        .filter(group -> !group.equals("Sentence"))
        .flatMap(group -> labels.codes(group).stream().map(code -> row(labels, group, code)))
        .toList();
  }

  private static String row(Labels labels, String group, String code) {
    return Stream.of(
            group,
            code,
            labels.text(group, code, Labels.VIETNAMESE),
            labels.text(group, code, Labels.ENGLISH))
        .map(BoardSql::literal)
        .collect(Collectors.joining(", ", "  (", ")"));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
