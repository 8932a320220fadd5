package dev.customerhealth.cli;

/** What was asked for cannot be done as asked: one line for a person, exit code 2. */
final class WrongUsage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongUsage(String whatIsWrong) {
    super(whatIsWrong);
  }
}
