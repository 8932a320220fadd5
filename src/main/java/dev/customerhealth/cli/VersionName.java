package dev.customerhealth.cli;

import java.util.regex.Pattern;

/** Names of rules that a verb made out of others. */
final class VersionName {

  private static final int MAX_CHARS = 64;

  private VersionName() {}

  /** The old name and what was done, with what was done before in the same way left out. */
  static String with(String old, Pattern earlier, String suffix) {
    String stem = earlier.matcher(old).replaceFirst("");
    int room = MAX_CHARS - suffix.length();
    return (stem.length() <= room ? stem : stem.substring(0, room)) + suffix;
  }
}
