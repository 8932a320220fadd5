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
        .contains("demo", "score", "fit", "backtest", "levels-eval", "explain")
        .contains("topics", "ticks", "replay", "bootstrap", "cluster", "rules");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "score",
        "fit",
        "backtest",
        "levels-eval",
        "explain",
        "topics",
        "ticks",
        "replay",
        "bootstrap",
        "cluster",
        "rules"
      })
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
        "explain 12748 --scores missing",
        "topics",
        "topics --create",
        "topics --create --check --bootstrap-servers b:1",
        "topics --check --dry-run --bootstrap-servers b:1",
        "topics --create --partitions 0 --bootstrap-servers b:1",
        "topics --create --bootstrap-servers b:1 --partitons 3",
        "topics --create --bootstrap-servers b:1 --kafka.security.protocol",
        "ticks",
        "ticks --bootstrap-servers b:1 --once --count 2",
        "ticks --bootstrap-servers b:1 --every soon",
        "ticks --bootstrap-servers b:1 --at 2099-01-01T00:00:00Z",
        "replay --bootstrap-servers b:1",
        "replay --from scores --bootstrap-servers b:1",
        "replay --from late-events --reason HOT_KEY --bootstrap-servers b:1",
        "replay --from dead-letters --reason NONE --bootstrap-servers b:1",
        "replay --from dead-letters --file missing --bootstrap-servers b:1",
        "bootstrap --purchases pom.xml --out x",
        "bootstrap --until 2011-06-01T00:00:00Z --out x",
        "bootstrap --purchases pom.xml --until 2011-06-01T00:00:00Z --out x --publish",
        "bootstrap --purchases pom.xml --until 2011-06-01T00:00:00Z --out x --parallelism 0",
        "cluster",
        "cluster begin",
        "cluster start --taskmanagers 0",
        "cluster start --slots 0",
        "cluster start --port 70000",
        "cluster start --dir pom.xml",
        "cluster start --dir src",
        "cluster start --no-such-option",
        "cluster submit --dir target/no-such-cluster",
        "cluster stop --savepoint --delete"
      })
  void wrongUsageIsOneLineAndTwo(String line) {
    assertThat(run.execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("./run").contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topics --check --bootstrap-servers b:1 --kafka.sasl.jaas.config=SECRET",
        "topics --check --bootstrap-servers b:1 --kafak.sasl.jaas.config=SECRET",
        "ticks --bootstrap-servers b:1 --once --kafka.ssl.key.password SECRET",
        "replay --from dead-letters --dry-run --bootstrap-servers b:1 --kafka.ssl.key.password=SECRET",
        "bootstrap --purchases pom.xml --until 2011-06-01T00:00:00Z --out x"
            + " --kafka.ssl.key.password=SECRET",
      })
  void aSecretOnTheCommandLineIsRefusedAndNotPrinted(String line) {
    for (String secret : new String[] {"hush-42", "two\nlines-of-hush-42"}) {
      String[] args = line.split(" ");
      args[args.length - 1] = args[args.length - 1].replace("SECRET", secret);
      assertThat(run.execute(args)).isEqualTo(2);
    }
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(said -> said.contains("a secret must not") || said.contains("unknown option"));
    assertThat(err.toString()).doesNotContain("hush-42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay --from dead-letters --dry-run --bootstrap-servers b:1",
        "bootstrap --purchases pom.xml --until 2011-06-01T00:00:00Z --out x --publish"
            + " --bootstrap-servers b:1"
      })
  void aSchemaRegistryIsTakenAsByTheJob(String line) {
    String url = " --schema-registry http://me:hush-42@registry:8081";
    assertThat(run.execute((line + url).split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .contains("--schema-registry: expected http://HOST:PORT/PATH")
        .doesNotContain("hush-42");
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
