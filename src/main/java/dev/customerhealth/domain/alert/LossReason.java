package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer leaves, as somebody heard it.
 *
 * @param code what the CRM gave as the reason
 * @param competitor null: none was named
 * @param heardMillis when it was last said, epoch milliseconds
 * @param valueTen4 at risk then, ten-thousandths of the reporting currency; null when unknown
 */
public record LossReason(
    String code, @Nullable String competitor, long heardMillis, @Nullable Long valueTen4) {

  /** Something in words of its own: no output carries free text. */
  public static final String OTHER = "OTHER";

  /** Only a competitor was named. */
  public static final String NOT_STATED = "NOT_STATED";

  static final int LONGEST_COMPETITOR = 64;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");

  /**
   * The last word counts, part by part.
   *
   * @param before null: nothing was said before
   * @return null: still nothing
   */
  static @Nullable LossReason heard(
      @Nullable LossReason before, CrmAction action, long nowMillis, @Nullable Long valueTen4) {
    String said = action.lossReason();
    if (said == null && action.competitor() == null) {
      return before;
    }
    String named = competitor(action.competitor());
    String unsaid = before == null ? (named == null ? OTHER : NOT_STATED) : before.code;
    String code = said == null ? unsaid : code(said);
    String competitor = named == null && before != null ? before.competitor : named;
    return new LossReason(code, competitor, nowMillis, valueTen4);
  }

  private static String code(String said) {
    String word = said.strip();
    return CODE.matcher(word).matches() ? word.toUpperCase(Locale.ROOT) : OTHER;
  }

  /** A name, not a story. */
  private static @Nullable String competitor(@Nullable String said) {
    String name = said == null ? "" : said.strip();
    boolean isName =
        !name.isEmpty()
            && name.length() <= LONGEST_COMPETITOR
            && name.chars().noneMatch(Character::isISOControl);
    return isName ? name : null;
  }
}
