package dev.customerhealth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the class path. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"customer-health " + number()};
  }

  /** Such as 0.1.0. */
  static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        Version.class.getResourceAsStream("/customer-health/version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}
