package dev.customerhealth.domain;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Parts of one key that are summed up apart from one another, so that no key is a hot one. The part
 * is known from the customer alone, so that it is the same at any parallelism.
 */
public final class KeySalt {

  /** How many parts a key has. */
  public static final int SALTS = 16;

  private static final char MARK = '#';

  private KeySalt() {}

  /** 0 to {@link #SALTS} - 1. */
  public static int of(String customerId) {
    byte[] bytes = customerId.getBytes(StandardCharsets.UTF_8);
    return Math.floorMod(MurmurHash3.hash32x86(bytes), SALTS);
  }

  public static String salted(String key, int salt) {
    return key + MARK + salt;
  }

  /** Of what {@link #salted} made. */
  public static String keyOf(String salted) {
    return salted.substring(0, salted.lastIndexOf(MARK));
  }

  /** Of what {@link #salted} made. */
  public static int saltOf(String salted) {
    return Integer.parseInt(salted.substring(salted.lastIndexOf(MARK) + 1));
  }
}
