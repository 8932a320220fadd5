package dev.customerhealth.io;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * What became of inputs that were not used, as JSON lines; everything else is dropped. For one
 * writer: run it at parallelism 1.
 *
 * @param folder exists and is writable
 */
public record RefusedOutputs(String folder) implements Sink<OutputMessage> {

  @Override
  public SinkWriter<OutputMessage> createWriter(WriterInitContext context) throws IOException {
    return new Writer(Path.of(folder));
  }

  private static final class Writer implements SinkWriter<OutputMessage> {

    private final Map<Topic, BufferedWriter> files = new EnumMap<>(Topic.class);

    Writer(Path folder) throws IOException {
      for (Topic topic : new Topic[] {Topic.DEAD_LETTERS, Topic.LATE_EVENTS}) {
        Path file = FileOutputs.fileOf(folder, topic);
        files.put(topic, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
      }
    }

    @Override
    public void write(OutputMessage message, Context context) throws IOException {
      BufferedWriter file = files.get(message.topic());
      byte[] value = message.value();
      if (file != null && value != null) {
        file.write(new String(value, StandardCharsets.UTF_8));
        file.write('\n');
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      for (BufferedWriter file : files.values()) {
        file.flush();
      }
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter file : files.values()) {
        file.close();
      }
    }
  }
}
