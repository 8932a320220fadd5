package dev.customerhealth.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One customer's score for a person. */
@Command(
    name = "explain",
    description = "Prints one customer's timeline, components and evidence.",
    footer = {"", "Example:  ./run explain 12748 --scores scores"})
final class Explain extends Verb {

  @Parameters(index = "0", paramLabel = "CUSTOMER", description = "Customer id.")
  private String customerId = "";

  @Option(
      names = "--scores",
      paramLabel = "DIR",
      required = true,
      description = "Folder that ./run score wrote.")
  private Path scores = Path.of(".");

  @Override
  int perform() {
    if (!Files.isDirectory(scores)) {
      throw new WrongUsage("--scores: there is no folder " + scores);
    }
    err().println("explain: not built yet " + customerId);
    return CHECK_FAILED;
  }
}
