package dev.customerhealth.operator;

import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of events, such as {@code purchases/489434}: the type in one byte, an id of digits as a
 * number.
 */
final class EventNameBytes {

  private static final int NULL = 0;

  /** The text itself. */
  private static final int TEXT = 1;

  /** From here on two for each type: with a text, with a number. */
  private static final int TYPES = 2;

  /** Nothing is lost of it, and a long holds it. */
  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,17}");

  private static final EventType[] ALL = EventType.values();

  private EventNameBytes() {}

  static void write(@Nullable String name, CompactOutput out) throws IOException {
    EventType type = name == null ? null : type(name);
    if (name == null) {
      out.count(NULL);
    } else if (type == null) {
      out.count(TEXT);
      out.text(name);
    } else {
      String id = name.substring(type.plural().length() + 1);
      boolean isNumber = DIGITS.matcher(id).matches();
      out.count(TYPES + 2L * type.ordinal() + (isNumber ? 1 : 0));
      if (isNumber) {
        out.count(Long.parseLong(id));
      } else {
        out.text(id);
      }
    }
  }

  static @Nullable String read(CompactInput in) throws IOException {
    int code = in.number();
    if (code == NULL) {
      return null;
    }
    if (code == TEXT) {
      return in.text();
    }
    boolean isNumber = (code - TYPES) % 2 == 1;
    String id = isNumber ? String.valueOf(in.count()) : Objects.requireNonNull(in.text());
    return ALL[(code - TYPES) / 2].plural() + '/' + id;
  }

  private static @Nullable EventType type(String name) {
    int slash = name.indexOf('/');
    for (EventType type : ALL) {
      if (type.plural().length() == slash && name.startsWith(type.plural())) {
        return type;
      }
    }
    return null;
  }
}
