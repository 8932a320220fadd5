package dev.customerhealth.domain.experience;

/** Faces typed in punctuation, read as the emoji that they are: :) is 🙂, =(( is 🙁, &lt;3 is ❤. */
final class Emoticons {

  private static final String EYES = ":=;";
  private static final String SMILES = ")]D}";
  private static final String FROWNS = "([{";

  private Emoticons() {}

  /** Length of the one that begins there; 0 for none. */
  static int lengthAt(String raw, int at) {
    if (raw.startsWith("<3", at)) {
      return 2;
    }
    int mouth = mouth(raw, at);
    if (mouth < 0) {
      return 0;
    }
    int end = mouth + 1;
    while (end < raw.length() && raw.charAt(end) == raw.charAt(mouth)) {
      end++;
    }
    return end - at;
  }

  /** What the one that begins there stands for. */
  static String emoji(String raw, int at) {
    if (raw.startsWith("<3", at)) {
      return "\u2764";
    }
    boolean smiles = SMILES.indexOf(raw.charAt(mouth(raw, at))) >= 0;
    return smiles ? "\uD83D\uDE42" : "\uD83D\uDE41";
  }

  private static int mouth(String raw, int at) {
    if (EYES.indexOf(raw.charAt(at)) < 0) {
      return -1;
    }
    int place = at + 1;
    // Several eyes, =)) or :-), but no nose of any length: the look ahead must stay short.
    if (place < raw.length() && (raw.charAt(place) == '-' || raw.charAt(place) == '\'')) {
      place++;
    }
    if (place >= raw.length()) {
      return -1;
    }
    char c = raw.charAt(place);
    boolean letterFollows = place + 1 < raw.length() && Character.isLetter(raw.charAt(place + 1));
    boolean known = SMILES.indexOf(c) >= 0 || FROWNS.indexOf(c) >= 0;
    return known && !(c == 'D' && letterFollows) ? place : -1;
  }
}
