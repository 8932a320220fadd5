package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertReason;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ids of alerts where the customer is not known: reason and day as numbers, the hash as it is.
 * See {@link dev.customerhealth.domain.alert.AlertIds}.
 */
final class AlertIdBytes {

  private static final Pattern FORM =
      Pattern.compile(
          Arrays.stream(AlertReason.values())
              .map(AlertReason::name)
              .collect(
                  Collectors.joining("|", "(", ")-([1-9]\\d{3}-\\d{2}-\\d{2})-([0-9a-f]{16})")));

  /** Instead of a reason: the text itself. */
  private static final int ODD = 0;

  private AlertIdBytes() {}

  static void write(String id, CompactOutput out) throws IOException {
    Matcher parts = FORM.matcher(id);
    if (!parts.matches()) {
      out.count(ODD);
      out.text(id);
      return;
    }
    out.symbol(AlertReason.valueOf(parts.group(1)));
    out.signed(LocalDate.parse(parts.group(2)).toEpochDay());
    out.out().writeLong(HexFormat.fromHexDigitsToLong(parts.group(3)));
  }

  static String read(CompactInput in) throws IOException {
    AlertReason reason = in.symbol(AlertReason.values());
    if (reason == null) {
      return Objects.requireNonNull(in.text());
    }
    LocalDate day = LocalDate.ofEpochDay(in.signed());
    return reason + "-" + day + "-" + HexFormat.of().toHexDigits(in.in().readLong());
  }
}
