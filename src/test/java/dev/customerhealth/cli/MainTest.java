package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine run =
      Main.commandLine()
          .addSubcommand(new Failing())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @TempDir Path folder;

  @Test
  void withoutAVerbItListsThem() {
    assertThat(run.execute()).isZero();
    assertThat(out.toString())
        .contains("demo", "score", "fit", "backtest", "levels-eval", "explain", "rules");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "score", "fit", "backtest", "levels-eval", "explain", "rules"})
  void theHelpOfAVerbHasAnExample(String verb) {
    assertThat(run.execute(verb, "--help")).isZero();
    assertThat(out.toString()).contains("Example:  ./run " + verb);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(run.execute("--version")).isZero();
    assertThat(out.toString()).matches("customer-health \\d+\\.\\d+\\.\\d+\\S*\\s+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demmo",
        "demo --chek",
        "demo --speed fast",
        "demo --speed 0",
        "demo --port 70000",
        "score --out x",
        "score --purchases missing.csv",
        "score --purchases missing.csv --out x",
        "score --purchases . --out x",
        "score --purchases missing.csv --until yesterday --out x",
        "fit",
        "backtest --purchases pom.xml --cutoff 2011-01-01T00:00:00Z --horizon 0",
        "levels-eval",
        "levels-eval --feedback missing.csv",
        "levels-eval --feedback pom.xml",
        "explain 12748",
        "explain 12748 --scores missing"
      })
  void wrongUsageIsOneLineAndTwo(String line) {
    assertThat(run.execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("./run").contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMisspeltVerbIsGuessed() {
    run.execute("scor");
    assertThat(err.toString()).contains("did you mean").contains("score");
  }

  @Test
  void anOutputFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThat(run.execute("score", "--purchases", "pom.xml", "--out", file.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--out").contains("is a file");
  }

  @Test
  void aFailureIsOneLineAndOne() {
    assertThat(run.execute("failing")).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("./run failing: the broker; is gone");
  }

  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
      throw new IOException("the broker\n  is gone");
    }
  }
}
