package dev.customerhealth.domain.experience;

import java.text.Normalizer;

/**
 * Takes a letter apart: Vietnamese "ệ" is the plain letter e, the shape ê and the tone "dot below".
 * The tone belongs to the whole word: people put it on different letters of it (hoà, hòa).
 */
final class Letters {

  private static final int KNOWN = 0x2000;
  private static final char[] PLAIN = new char[KNOWN];
  private static final char[] SHAPE = new char[KNOWN];
  private static final byte[] TONE = new byte[KNOWN];

  static {
    for (char c = 0; c < KNOWN; c++) {
      String parts = Normalizer.normalize(String.valueOf(lower(c)), Normalizer.Form.NFD);
      byte tone = 0;
      var shape = new StringBuilder();
      for (int i = 0; i < parts.length(); i++) {
        byte found = tone(parts.charAt(i));
        tone = found == 0 ? tone : found;
        shape.append(found == 0 ? parts.substring(i, i + 1) : "");
      }
      String composed = Normalizer.normalize(shape, Normalizer.Form.NFC);
      PLAIN[c] = parts.charAt(0) == 'đ' ? 'd' : parts.charAt(0);
      SHAPE[c] = composed.isEmpty() ? parts.charAt(0) : composed.charAt(0);
      TONE[c] = tone;
    }
  }

  private Letters() {}

  /** Lower case without accents. */
  static char plain(char c) {
    return c < KNOWN ? PLAIN[c] : lower(c);
  }

  /** Lower case without its tone. */
  static char shape(char c) {
    return c < KNOWN ? SHAPE[c] : lower(c);
  }

  /** 0 for none, 1 to 5. */
  static byte tone(char c, boolean composed) {
    return composed ? (c < KNOWN ? TONE[c] : 0) : tone(c);
  }

  private static byte tone(char mark) {
    return switch (mark) {
      case '\u0300' -> 1;
      case '\u0301' -> 2;
      case '\u0303' -> 3;
      case '\u0309' -> 4;
      case '\u0323' -> 5;
      default -> 0;
    };
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }
}
