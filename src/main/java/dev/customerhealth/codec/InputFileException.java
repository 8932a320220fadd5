package dev.customerhealth.codec;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An input file that cannot be used at all; the message names the file and the fault, for a person.
 */
public final class InputFileException extends IOException {

  private static final long serialVersionUID = 1L;

  public InputFileException(Path file, String fault) {
    super(file + ": " + fault);
  }
}
