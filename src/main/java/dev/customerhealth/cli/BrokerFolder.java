package dev.customerhealth.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The folder of an {@link EmbeddedKafka}.
 *
 * @param temporary whether it goes with the broker
 */
record BrokerFolder(Path path, boolean temporary) {

  static final int NODE_ID = 1;

  static BrokerFolder create() throws IOException {
    return new BrokerFolder(Files.createTempDirectory("customer-health-kafka-"), true);
  }

  /** A folder that stays; what is in it, too. */
  static BrokerFolder keeping(Path path) throws IOException {
    return new BrokerFolder(Files.createDirectories(path), false);
  }

  /** Writes what {@code kafka-storage.sh format} would, unless an earlier broker has. */
  void format() throws IOException {
    if (Files.exists(path.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .addDirectory(path.toString())
          .setMetadataLogDirectory(path.toString())
          .run();
    } catch (Exception e) {
      throw new IOException("cannot format the broker's folder " + path, e);
    }
  }

  /** Deletes what it can: a broker that is still closing a file must not stop the rest. */
  void delete() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(BrokerFolder::deleteQuietly);
    } catch (IOException e) {
      deleteQuietly(path);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
