package dev.customerhealth.deploy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectFilesTest {

  static final Path FOLDER = Path.of("deploy", "connect");

  @ParameterizedTest
  @EnumSource
  void theSinkOfATableNamesTheFieldsOfTheContract(BoardTable table) throws IOException {
    GeneratedFile.assertSays(
        FOLDER.resolve("postgres-" + SinkConfig.dashed(table) + ".json"),
        SinkConfig.postgres(table).json());
  }

  @Test
  void flatScoresCanBeReadWithARegistryToo() throws IOException {
    GeneratedFile.assertSays(
        FOLDER.resolve("postgres-scores-flat-avro.json"),
        SinkConfig.postgresFromRegistry(BoardTable.SCORES_FLAT).json());
  }
}
