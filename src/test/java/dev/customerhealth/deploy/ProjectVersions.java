package dev.customerhealth.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Versions as pom.xml has them. */
final class ProjectVersions {

  private ProjectVersions() {}

  /**
   * @param name of the first element of this name, such as {@code version} (the project's own) or
   *     {@code flink.version}
   */
  static String of(String name) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    return pom.split("<" + name + ">", 2)[1].split("<", 2)[0];
  }
}
