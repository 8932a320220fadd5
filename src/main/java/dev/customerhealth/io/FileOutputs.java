package dev.customerhealth.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.FlatScores;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A folder with a file of JSON lines for each output, and {@code scores.csv} for the flat scores.
 * For one writer: run it at parallelism 1.
 *
 * @param folder exists and is writable
 */
public record FileOutputs(String folder) implements Sink<OutputMessage> {

  /** The flat scores, for a spreadsheet. */
  public static final String SCORES_CSV = "scores.csv";

  @Override
  public SinkWriter<OutputMessage> createWriter(WriterInitContext context) throws IOException {
    return new Writer(Path.of(folder));
  }

  /** Where the records of a topic go. */
  public static Path fileOf(Path folder, Topic topic) {
    return folder.resolve(topic.fileName() + ".jsonl");
  }

  private static final class Writer implements SinkWriter<OutputMessage> {

    /** Files that are there even when nothing was written: an empty one is an answer too. */
    private static final Topic[] ALWAYS = {
      Topic.SCORES,
      Topic.SCORES_FLAT,
      Topic.SCORE_CHANGES,
      Topic.SERVICE_LEVELS,
      Topic.SERVICE_STANDING,
      Topic.ALERTS,
      Topic.WIN_BACK,
      Topic.LOSS_REASONS,
      Topic.ACTION_RESULTS,
      Topic.DEAD_LETTERS,
      Topic.LATE_EVENTS
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<Topic, BufferedWriter> files = new EnumMap<>(Topic.class);
    private final BufferedWriter table;

    Writer(Path folder) throws IOException {
      this.folder = folder;
      for (Topic topic : ALWAYS) {
        files.put(topic, open(topic));
      }
      table = Files.newBufferedWriter(folder.resolve(SCORES_CSV), StandardCharsets.UTF_8);
      line(table, FlatScores.csvHeader());
    }

    @Override
    public void write(OutputMessage message, Context context) throws IOException {
      byte[] value = message.value();
      if (value == null && !files.containsKey(message.topic())) {
        // Nothing was written that could be taken back.
        return;
      }
      BufferedWriter file = files.computeIfAbsent(message.topic(), this::open);
      line(file, value == null ? tombstone(message) : new String(value, StandardCharsets.UTF_8));
      if (message.topic() == Topic.SCORES_FLAT && value != null) {
        line(table, FlatScores.csvRow(JSON.readTree(value)));
      }
    }

    private static void line(BufferedWriter file, String text) throws IOException {
      file.write(text);
      file.write('\n');
    }

    private static String tombstone(OutputMessage message) {
      return JSON.createObjectNode()
          .put(message.topic().key(), message.key())
          .put("deleted", true)
          .toString();
    }

    private BufferedWriter open(Topic topic) {
      try {
        return Files.newBufferedWriter(fileOf(folder, topic), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write into " + folder + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      for (BufferedWriter file : files.values()) {
        file.flush();
      }
      table.flush();
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter file : files.values()) {
        file.close();
      }
      table.close();
    }
  }
}
