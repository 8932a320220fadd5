package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocTest {

  private static final Path PAGE = Path.of("docs", "topics.md");

  @Test
  void thePageSaysWhatTopicsAndSchemasSay() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, TopicsPage.markdown());
    }
    assertThat(PAGE)
        .as("stale: mvn test -Dtest=TopicsDocTest -Ddocs.write=true")
        .hasContent(TopicsPage.markdown());
  }
}
