package dev.customerhealth.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files of flink-conf that travel in the jar. */
final class ShippedFile {

  private ShippedFile() {}

  static String text(String name) {
    String resource = "/customer-health/" + name;
    try (InputStream in = ShippedFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
