package dev.customerhealth.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Postgres of its own with the tables, labels and views of deploy/postgres. */
final class BoardDatabase implements AutoCloseable {

  static final String USER = "postgres";

  private final EmbeddedPostgres postgres;
  private final Connection connection;

  private BoardDatabase(EmbeddedPostgres postgres, Connection connection) {
    this.postgres = postgres;
    this.connection = connection;
  }

  /**
   * Postgres refuses to run as root; where root cannot become somebody else the test is skipped,
   * and where there is no Postgres among the test's libraries.
   */
  static BoardDatabase start() throws IOException, SQLException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the Postgres of the tests is that for Linux on amd64");
    assumeTrue(
        !System.getProperty("user.name").equals("root") || LinuxUtils.isUnshareAvailable(),
        "Postgres does not run as root, and unshare(1) is not allowed here");
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    BoardDatabase database =
        new BoardDatabase(postgres, postgres.getPostgresDatabase().getConnection());
    database.runScripts();
    return database;
  }

  /** In the order of their names, as a person would. */
  void runScripts() throws IOException, SQLException {
    try (Stream<Path> files = Files.list(Path.of("deploy", "postgres"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).sorted().toList()) {
        run(Files.readString(file));
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As deploy/README.md says: Postgres itself reads the text of times and of money. */
  String urlForSinks() {
    return postgres.getJdbcUrl(USER, "postgres").split("\\?", 2)[0] + "?stringtype=unspecified";
  }

  List<Map<String, Object>> query(String sql) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), result.getObject(i));
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  /** The first column. */
  List<Object> column(String sql) {
    return query(sql).stream().map(row -> row.values().iterator().next()).toList();
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }
}
