package dev.customerhealth.codec;

/**
 * A schema registry could not answer, or refused to. Says nothing about the record that led to the
 * question: whoever catches it must not reject that one. Holds no secret.
 */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
