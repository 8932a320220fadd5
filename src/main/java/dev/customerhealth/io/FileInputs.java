package dev.customerhealth.io;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.EventType;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** CSV files as a bounded source: a backfill, a what-if, a test. */
public final class FileInputs {

  public static final String UID = "file-inputs";

  private FileInputs() {}

  /**
   * @param files one per type, each checked to be readable
   */
  public static DataStream<Envelope> from(
      StreamExecutionEnvironment env, Map<EventType, Path> files, EventDecoder decoder) {
    Map<String, EventType> typeOfFile = new TreeMap<>();
    files.forEach(
        (type, file) -> typeOfFile.put(file.toAbsolutePath().normalize().toString(), type));
    FileSource<Envelope> source =
        FileSource.forBulkFileFormat(
                new CsvEnvelopes(typeOfFile, decoder),
                typeOfFile.keySet().stream()
                    .map(org.apache.flink.core.fs.Path::new)
                    .toArray(org.apache.flink.core.fs.Path[]::new))
            // The default leaves out what begins with a dot or an underscore.
            .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(path -> true))
            .build();
    return env.fromSource(source, EventTime.none(), UID).uid(UID);
  }
}
