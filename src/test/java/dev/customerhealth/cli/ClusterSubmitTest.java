package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterSubmitTest {

  private static final String HERE = Path.of("").toAbsolutePath() + "/";

  /** The JobManager reads them from another working folder. */
  @Test
  void filesAreNamedAbsolutelyAndTheRestStaysAsItIs() {
    assertThat(
            ClusterSubmit.absolute(
                List.of("--rules", "my.yaml", "--config=a/b.properties", "--group-id", "rules")))
        .containsExactly(
            "--rules",
            HERE + "my.yaml",
            "--config=" + HERE + "a/b.properties",
            "--group-id",
            "rules");
    assertThat(ClusterSubmit.absolute(List.of("--rules=/etc/my.yaml")))
        .containsExactly("--rules=/etc/my.yaml");
  }
}
