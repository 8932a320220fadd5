package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

  private static final Path PAGE = Path.of("docs", "configuration.md");

  @Test
  void thePageSaysWhatTheConstantsSay() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, OptionText.markdown());
    }
    assertThat(PAGE)
        .as("stale: mvn test -Dtest=ConfigurationDocTest -Ddocs.write=true")
        .hasContent(OptionText.markdown());
  }

  @Test
  void everyConstantIsListed() {
    List<Object> constants =
        Arrays.stream(HealthOptions.class.getFields())
            .filter(field -> field.getType() == ConfigOption.class)
            .map(ConfigurationDocTest::value)
            .toList();
    assertThat(HealthOptions.ALL).containsExactlyInAnyOrderElementsOf(asOptions(constants));
  }

  private static List<ConfigOption<?>> asOptions(List<Object> constants) {
    return constants.stream().<ConfigOption<?>>map(ConfigOption.class::cast).toList();
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
