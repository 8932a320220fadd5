package dev.customerhealth.cli;

import dev.customerhealth.domain.rules.Rules;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;

/**
 * The currency in which books are kept when a user gave no rules: that of the files, if all their
 * purchases share one. It depends on the set of purchases only, never on their order.
 */
final class HomeCurrency {

  private HomeCurrency() {}

  /**
   * @param isOwn whether the user gave the rules: then they are left as they are
   * @param currencies of all purchases
   */
  static Rules settle(Rules rules, boolean isOwn, Set<String> currencies, PrintWriter err) {
    String home = rules.defaultSegment().homeCurrency();
    if (isOwn || currencies.isEmpty() || currencies.contains(home)) {
      return rules;
    }
    if (currencies.size() > 1) {
      String codes = String.join(", ", new TreeSet<>(currencies));
      err.println("home currency: " + home + ", though the purchases are in " + codes);
      return rules;
    }
    String only = currencies.iterator().next();
    err.println("home currency: " + only + ", the only one in the purchases");
    return rules.withHomeCurrency(only);
  }
}
