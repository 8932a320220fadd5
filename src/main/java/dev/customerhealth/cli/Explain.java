package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.Labels;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.io.FileOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One customer's score for a person. */
@Command(
    name = "explain",
    description = "Prints one customer's score, alerts, what it is made of, and how it came about.",
    footer = {
      "",
      "Example:  ./run explain 12748 --scores scores",
      "          after  ./run score --purchases data/online_retail_ii.csv.gz --out scores"
    })
final class Explain extends Verb {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "CUSTOMER", description = "Customer id.")
  private String customerId = "";

  @Option(
      names = "--scores",
      paramLabel = "DIR",
      required = true,
      description = "Folder that ./run score wrote.")
  private Path scores = Path.of(".");

  @Option(
      names = "--lang",
      paramLabel = "L",
      defaultValue = Labels.ENGLISH,
      description = "en or vi (default: ${DEFAULT-VALUE}).")
  private String lang = Labels.ENGLISH;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "Lines of the timeline, the newest; 0 for all (default: ${DEFAULT-VALUE}).")
  private int last;

  @Override
  int perform() {
    if (!List.of(Labels.ENGLISH, Labels.VIETNAMESE).contains(lang)) {
      throw new WrongUsage("--lang must be en or vi");
    }
    List<JsonNode> records = recordsOf(Topic.SCORES);
    if (records.isEmpty()) {
      throw new WrongUsage("there is no score of customer " + customerId + " in " + scores);
    }
    if (records.get(records.size() - 1).path("deleted").asBoolean()) {
      throw new WrongUsage(
          "nothing is published of customer "
              + customerId
              + " any more: analytics were refused, or the customer was forgotten after years");
    }
    ScoreText text = new ScoreText(Labels.shipped(), lang);
    text.score(records.get(records.size() - 1)).forEach(out()::println);
    new AlertText(Labels.shipped(), lang)
        .lines(recordsOf(Topic.ALERTS), last)
        .forEach(out()::println);
    text.levels(recordsOf(Topic.SERVICE_LEVELS), last).forEach(out()::println);
    text.timeline(recordsOf(Topic.SCORE_CHANGES), last).forEach(out()::println);
    return DONE;
  }

  /** In the order in which they were written, which is that of their revision. */
  private List<JsonNode> recordsOf(Topic topic) {
    Path file = FileOutputs.fileOf(scores, topic);
    if (!Files.isRegularFile(file)) {
      throw new WrongUsage("--scores: " + scores + " holds no " + file.getFileName());
    }
    try (Stream<String> lines = Files.lines(file)) {
      String owned = "\"customerId\":" + JSON.writeValueAsString(customerId) + ",";
      return lines
          .filter(line -> line.contains(owned) || isTombstone(topic, line))
          .map(Explain::parse)
          .toList();
    } catch (IOException e) {
      throw new WrongUsage("--scores: " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** Tombstones of alerts do not say whose they were. */
  private static boolean isTombstone(Topic topic, String line) {
    return topic == Topic.ALERTS && line.endsWith("\"deleted\":true}");
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
