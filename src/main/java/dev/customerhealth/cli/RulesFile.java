package dev.customerhealth.cli;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rules that a verb was given. */
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
}
