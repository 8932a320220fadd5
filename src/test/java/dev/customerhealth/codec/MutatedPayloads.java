package dev.customerhealth.codec;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes in every way that a network, a disk or a careless producer can. */
final class MutatedPayloads {

  /** What a varint of a huge length, a huge negative one and one that never ends look like. */
  private static final byte[][] LENGTHS = {
    {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
    {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
    {
      (byte) 0xFE,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      0x01
    },
    {
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      0x7F
    },
  };

  private final Random random;

  MutatedPayloads(long seed) {
    this.random = new Random(seed);
  }

  byte[] mutate(byte[] sound) {
    return switch (random.nextInt(9)) {
      case 0 -> sound.clone();
      case 1 -> flipped(sound, 0);
      case 2 -> flipped(sound, 10);
      case 3 -> Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      case 4 -> Arrays.copyOf(sound, sound.length + 1 + random.nextInt(20));
      case 5 -> noise(random.nextInt(64));
      case 6 -> overwritten(sound, noise(1 + random.nextInt(16)));
      case 7 -> overwritten(sound, LENGTHS[random.nextInt(LENGTHS.length)]);
      default -> framed(sound);
    };
  }

  private byte[] flipped(byte[] sound, int from) {
    byte[] bytes = sound.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = from + random.nextInt(bytes.length - from);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] overwritten(byte[] sound, byte[] patch) {
    byte[] bytes = sound.clone();
    int at = 10 + random.nextInt(bytes.length - 10);
    System.arraycopy(patch, 0, bytes, at, Math.min(patch.length, bytes.length - at));
    return bytes;
  }

  /** The body behind a Confluent header, with an id that the registry has in one case of two. */
  private byte[] framed(byte[] sound) {
    byte[] bytes = new byte[sound.length - 5];
    System.arraycopy(sound, 10, bytes, 5, sound.length - 10);
    bytes[4] = (byte) random.nextInt(2);
    return bytes;
  }

  /** A row with characters struck out, doubled or replaced by those that matter in CSV. */
  String mutate(String row) {
    String special = "\",\r\n\0;\t0-eE. \u00e9\u1ec7\uD83D\uDE00NaN";
    StringBuilder text = new StringBuilder(row);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, special, special.length() - 3, special.length());
        case 2 -> text.setLength(Math.max(4, at));
        default -> text.setCharAt(at, special.charAt(random.nextInt(18)));
      }
    }
    return text.toString();
  }
}
