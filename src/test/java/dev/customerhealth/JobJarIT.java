package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What a cluster is handed: everything the job needs, nothing that the cluster has. */
class JobJarIT {

  private static final String JAR =
      System.getProperty("job.jar", "target/customer-health-0.1.0.jar");

  @Test
  void itHoldsNothingOfFlinkButTheConnector() throws IOException {
    assertThat(names())
        .filteredOn(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("org/apache/flink/connector/kafka/")
                    || name.startsWith("org/apache/flink/streaming/connectors/kafka/")
                    // Two formats of the connector's own jar, in a package that sounds like Flink.
                    || name.startsWith("org/apache/flink/streaming/util/serialization/"));
  }

  @Test
  void itHoldsNoBrokerNoVerbsAndNoLogger() throws IOException {
    assertThat(names())
        .noneMatch(name -> name.startsWith("kafka/") && name.endsWith(".class"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/storage/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/raft/"))
        .noneMatch(name -> name.startsWith("dev/customerhealth/cli/"))
        .noneMatch(name -> name.startsWith("picocli/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/junit/"));
  }

  @Test
  void itHoldsTheJobItsClientsAndTheirLicences() throws IOException {
    assertThat(names())
        .contains(
            "dev/customerhealth/HealthOptions.class",
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "org/apache/avro/Schema.class",
            "META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider",
            "META-INF/LICENSE",
            "META-INF/NOTICE")
        .doesNotHaveDuplicates();
    try (JarFile jar = new JarFile(JAR)) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.customerhealth.HealthJob");
    }
  }

  /** Entries dated by the build's clock would make two builds of one commit differ. */
  @Test
  void noEntryCarriesTheTimeOfTheBuild() throws IOException {
    LocalDateTime stated =
        LocalDateTime.ofInstant(
            Instant.parse(System.getProperty("job.jar.timestamp", "2026-11-22T00:00:00Z")),
            ZoneOffset.UTC);
    try (JarFile jar = new JarFile(JAR)) {
      List<ZipEntry> entries = jar.stream().<ZipEntry>map(entry -> entry).toList();
      assertThat(entries)
          .filteredOn(entry -> entry.getName().startsWith("dev/customerhealth/"))
          .isNotEmpty()
          .allMatch(entry -> entry.getTimeLocal().equals(stated));
      assertThat(entries).noneMatch(entry -> entry.getTimeLocal().isAfter(stated));
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
