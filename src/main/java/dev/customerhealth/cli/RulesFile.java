package dev.customerhealth.cli;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rules that a verb was given, or gives. */
final class RulesFile {

  private RulesFile() {}

  /**
   * @param file null: the shipped rules
   * @throws WrongUsage naming every fault
   */
  static Rules read(@Nullable Path file) {
    if (file == null) {
      return RulesYaml.shipped();
    }
    RulesYaml.Result result = RulesYaml.read(text(file));
    if (result instanceof RulesYaml.Invalid invalid) {
      throw new WrongUsage(
          "--rules: " + file + " has faults: " + String.join("; ", invalid.faults()));
    }
    return ((RulesYaml.Valid) result).rules();
  }

  private static String text(Path file) {
    InputFile.readable("--rules", file);
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WrongUsage("--rules: " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** Writes a complete document, all at once. */
  static void write(Rules rules, Path out) throws IOException {
    String yaml = RulesYaml.write(rules);
    if (!RulesYaml.parse(yaml).equals(rules)) {
      throw new IllegalStateException("the rules cannot be written and read again");
    }
    // Beside it, so that it can take its place at once, with the usual permissions.
    Path draft = out.resolveSibling("." + out.getFileName() + ".tmp");
    try {
      Files.writeString(draft, yaml, StandardCharsets.UTF_8);
      InputFile.replace(draft, out);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
