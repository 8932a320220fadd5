package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checked-in file that a test can also write: {@code -Ddeploy.write=true}. */
final class GeneratedFile {

  private GeneratedFile() {}

  /** Fails when the file says something else; with the flag it is written first. */
  static void assertSays(Path file, String content) throws IOException {
    if (Boolean.getBoolean("deploy.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("stale: mvn test -Dtest='dev.customerhealth.deploy.*Test' -Ddeploy.write=true")
        .exists()
        .content()
        .isEqualTo(content);
  }
}
