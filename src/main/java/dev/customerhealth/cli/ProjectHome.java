package dev.customerhealth.cli;

import java.nio.file.Path;

/** Where the project lies, as {@code ./run} says: it may be called from anywhere. */
final class ProjectHome {

  private static final String PROPERTY = "customerhealth.home";

  private ProjectHome() {}

  /** The current folder when the verb was not started by {@code ./run}. */
  static Path path() {
    return Path.of(System.getProperty(PROPERTY, "."));
  }
}
