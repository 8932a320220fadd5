package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.Profile.ContactChannel;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One suggested step.
 *
 * @param text by language
 * @param withinHours after opening
 */
public record PlaybookStep(Map<String, String> text, Approach approach, int withinHours) {

  /** How the customer is reached. */
  public enum Approach {
    /** Not at all: something to be done in the house. */
    INTERNAL,
    /** As the customer prefers. */
    PREFERRED,
    /** By phone, unless the customer prefers otherwise. */
    PHONE,
    CHAT,
    EMAIL,
    SMS,
    IN_PERSON
  }

  public PlaybookStep {
    text = Collections.unmodifiableMap(new TreeMap<>(text));
  }

  public String textIn(String language) {
    return Objects.requireNonNull(text.get(language));
  }

  /**
   * @param preferred by the customer; null: none stated
   * @return null: no contact
   */
  public @Nullable ContactChannel channel(
      @Nullable ContactChannel preferred, ContactChannel otherwise) {
    return switch (approach) {
      case INTERNAL -> null;
      case PREFERRED -> preferred == null ? otherwise : preferred;
      case PHONE -> avoidsPhone(preferred) ? preferred : ContactChannel.PHONE;
      case CHAT -> ContactChannel.CHAT;
      case EMAIL -> ContactChannel.EMAIL;
      case SMS -> ContactChannel.SMS;
      case IN_PERSON -> ContactChannel.IN_PERSON;
    };
  }

  private static boolean avoidsPhone(@Nullable ContactChannel preferred) {
    return preferred != null && preferred != ContactChannel.IN_PERSON;
  }
}
