package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The names of one customer's alerts within one value: an id is made again of what it was made of,
 * and where it stands once more it is the place among those before. One for writing, one for
 * reading.
 */
final class AlertNameBytes {

  private static final int HAS_LINE = 1;

  /** The id is not what {@link AlertIds} makes of the rest, and is written out. */
  private static final int IS_ODD = 1 << 1;

  private static final int BITS = 2;

  private final String customerId;

  /** Epoch day near which the alerts opened. */
  private final long nearDay;

  private final List<String> ids = new ArrayList<>();

  AlertNameBytes(String customerId, long nearDay) {
    this.customerId = customerId;
    this.nearDay = nearDay;
  }

  /** What it was read of. */
  record Name(String id, AlertKey key, int episode) {}

  void write(Name name, CompactOutput out) throws IOException {
    AlertKey key = name.key();
    boolean isOdd = !name.id().equals(AlertIds.alertId(customerId, key, name.episode()));
    int flags = (key.serviceLine() == null ? 0 : HAS_LINE) | (isOdd ? IS_ODD : 0);
    out.count((long) key.reason().ordinal() << BITS | flags);
    if (key.serviceLine() != null) {
      out.text(key.serviceLine());
    }
    out.signed(nearDay - name.episode());
    if (isOdd) {
      out.text(name.id());
    }
    ids.add(name.id());
  }

  Name read(CompactInput in) throws IOException {
    int code = in.number();
    String line = (code & HAS_LINE) == 0 ? null : in.text();
    AlertKey key = new AlertKey(AlertReason.values()[code >>> BITS], line);
    int episode = Math.toIntExact(nearDay - in.signed());
    String id =
        (code & IS_ODD) == 0
            ? AlertIds.alertId(customerId, key, episode)
            : Objects.requireNonNull(in.text());
    ids.add(id);
    return new Name(id, key, episode);
  }

  /** An id that stands above, most often; others are written out. */
  void writeAgain(String id, CompactOutput out) throws IOException {
    int place = ids.indexOf(id) + 1;
    out.count(place);
    if (place == 0) {
      out.text(id);
    }
  }

  String readAgain(CompactInput in) throws IOException {
    int place = in.number();
    return place == 0 ? Objects.requireNonNull(in.text()) : ids.get(place - 1);
  }
}
