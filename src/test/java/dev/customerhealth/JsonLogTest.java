package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped logging files write, read as a log shipper would: line by line. */
class JsonLogTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("flink-conf");
  private static final String NASTY =
      "\"quoted\" back\\slash {brace} %m ${sys:user.home} tab\t line\nfeed\r\u0000\u0007 Tồi tệ \uD83D\uDE00";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    ThreadContext.clearAll();
    System.clearProperty("log.file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j-console.properties", "log4j.properties", "log4j2-json.properties"})
  void everyLineIsAnObjectWhateverWasLogged(String file) throws Exception {
    var fault = new IllegalStateException(NASTY, new IOException("the \"root\"\n of it"));
    List<JsonNode> lines =
        logged(
            file,
            log -> {
              log.info(NASTY);
              log.warn("failed", fault);
              ThreadContext.put("flink-job-id", "0123");
              log.error("in a task");
              ThreadContext.clearAll();
              log.error("nameless", new IllegalStateException());
            });

    assertThat(lines).hasSize(4);
    JsonNode plain = lines.get(0);
    assertThat(plain.get("message").asText()).isEqualTo(NASTY);
    assertThat(plain.get("log.level").asText()).isEqualTo("INFO");
    assertThat(plain.get("log.logger").asText()).isEqualTo("dev.customerhealth.Said");
    assertThat(plain.get("service.name").asText()).isEqualTo("customer-health");
    assertThat(plain.get("process.thread.name").asText())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(Instant.parse(plain.get("@timestamp").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(plain.has("error.type")).isFalse();
    assertThat(plain.has("error.stack_trace")).isFalse();
    assertThat(plain.has("flink.job.id")).isFalse();

    JsonNode failed = lines.get(1);
    assertThat(failed.get("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.get("error.message").asText()).isEqualTo(NASTY);
    assertThat(failed.get("error.stack_trace").asText())
        .contains(NASTY)
        .contains("\tat dev.customerhealth.JsonLogTest")
        .contains("Caused by: java.io.IOException: the \"root\"\n of it");

    assertThat(lines.get(2).get("flink.job.id").asText()).isEqualTo("0123");
    assertThat(lines.get(3).get("error.type").asText())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.producer.ProducerConfig",
        "org.apache.flink.runtime.source.coordinator.SourceCoordinator"
      })
  void whoWouldSayTooMuchSaysNothingBelowWarn(String logger) throws Exception {
    List<JsonNode> lines = logged("log4j-console.properties", log -> {}, logger);
    assertThat(lines).extracting(line -> line.get("message").asText()).containsExactly("warned");
  }

  private List<JsonNode> logged(String file, Consumer<Logger> say) throws Exception {
    return logged(file, say, null);
  }

  private List<JsonNode> logged(String file, Consumer<Logger> say, String other) throws Exception {
    Path target = folder.resolve("flink.log");
    System.setProperty("log.file", target.toString());
    PrintStream console = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (LoggerContext context = new LoggerContext("json");
        InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
      context.start(
          new PropertiesConfigurationFactory()
              .getConfiguration(context, new ConfigurationSource(in)));
      say.accept(context.getLogger("dev.customerhealth.Said"));
      if (other != null) {
        context.getLogger(other).info("told");
        context.getLogger(other).warn("warned");
      }
    } finally {
      System.setOut(console);
    }
    String text =
        Files.exists(target) ? Files.readString(target) : printed.toString(StandardCharsets.UTF_8);
    return text.lines().map(JsonLogTest::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
