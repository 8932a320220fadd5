package dev.customerhealth;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rules that a job starts with. */
final class StartRules {

  private StartRules() {}

  /**
   * Those of {@code --rules}, else those in the jar; in both {@code --home-currency} wins over the
   * default.
   *
   * @throws SettingsException naming every fault of the document
   */
  static Rules of(JobSettings settings) {
    Rules rules =
        settings.find(HealthOptions.RULES).map(StartRules::read).orElseGet(RulesYaml::shipped);
    return settings.find(HealthOptions.HOME_CURRENCY).map(rules::withHomeCurrency).orElse(rules);
  }

  private static Rules read(String file) {
    RulesYaml.Result result = RulesYaml.read(text(file));
    if (result instanceof RulesYaml.Invalid invalid) {
      throw new SettingsException(
          invalid.faults().stream().map(fault -> "--rules " + file + ": " + fault).toList());
    }
    return ((RulesYaml.Valid) result).rules();
  }

  /** Bytes that are no text are replaced, and then named by the reader of the rules. */
  private static String text(String file) {
    try {
      return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException(
          List.of("--rules: cannot read " + file + " (" + e.getClass().getSimpleName() + ")"));
    }
  }
}
