package dev.customerhealth.cli;

import java.util.Optional;

/** Where {@code ./run} told the loggers to write: {@code flink-conf/log4j2-run.properties}. */
final class LogPlace {

  private static final String PROPERTY = "customerhealth.log";

  private LogPlace() {}

  /** Empty when the verb was not started by {@code ./run}. */
  static Optional<String> file() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  /** To be appended to a line about a failure. */
  static String hint() {
    return file().map(file -> " (log: " + file + ")").orElse("");
  }
}
