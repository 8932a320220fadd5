package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/** How an event is remembered: 48 bits over its type and id. */
public final class EventIds {

  private static final long MASK_48 = (1L << 48) - 1;

  private EventIds() {}

  /**
   * 48 bits of MurmurHash3 (x64, 128). Among a customer's thousand events a false duplicate is a
   * matter of one in 5e8.
   */
  public static long hash(EventType type, String id) {
    byte[] bytes = (type.plural() + '/' + id).getBytes(StandardCharsets.UTF_8);
    return MurmurHash3.hash128x64(bytes)[0] & MASK_48;
  }

  /**
   * How a customer remembers the version of the rules: 32 bits of it, never 0. Two of a hundred
   * versions look alike once in a million times, and then one switch is not told as such.
   */
  static int mark(String version) {
    int hash = MurmurHash3.hash32x86(version.getBytes(StandardCharsets.UTF_8));
    return hash == 0 ? 1 : hash;
  }

  /** The id by which outputs name an event. */
  public static String name(CustomerEvent event) {
    return name(event.type(), event.id());
  }

  static String name(EventType type, String id) {
    return type.plural() + '/' + id;
  }
}
