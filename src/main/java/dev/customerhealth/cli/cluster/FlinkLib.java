package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class path of a Flink distribution, and nothing else of this project: what the job jar lacks
 * is missing here as it would be on any cluster. The build writes it (pom.xml, {@code flink.lib}).
 */
record FlinkLib(String classPath) {

  private static final String BUILD = "customerhealth.build";

  static FlinkLib ofTheBuild(Path home) throws IOException {
    String build = System.getProperty(BUILD);
    Path folder = build == null ? home.resolve("target").resolve("run") : Path.of(build);
    return new FlinkLib(Files.readString(folder.resolve("flink-lib.classpath")).strip());
  }
}
