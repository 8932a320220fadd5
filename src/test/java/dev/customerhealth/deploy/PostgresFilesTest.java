package dev.customerhealth.deploy;

import dev.customerhealth.codec.Labels;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresFilesTest {

  private static final Path FOLDER = Path.of("deploy", "postgres");

  @Test
  void theTablesHaveTheFieldsOfTheContract() throws IOException {
    GeneratedFile.assertSays(FOLDER.resolve("1-tables.sql"), BoardSql.tables());
  }

  @Test
  void theLabelsAreThoseOfTheJob() throws IOException {
    GeneratedFile.assertSays(FOLDER.resolve("2-labels.sql"), BoardSql.labels(Labels.shipped()));
  }
}
