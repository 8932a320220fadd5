package dev.customerhealth.domain.experience;

import java.util.Arrays;
import java.util.Map;

/**
 * A text made ready for matching: words in plain lower-case letters between single spaces, a letter
 * repeated at once written once. Beside each letter stand its accent, how often it was repeated and
 * where it came from. Made by {@link TextFolder}; a space stands at both ends.
 */
final class FoldedText {

  private char[] plain;
  private char[] shape;
  private byte[] tone;
  private byte[] run;
  private int[] from;
  private int[] until;
  private int[] word;
  private int size;
  private int[] clause = new int[16];
  private int[] sentence = new int[16];
  private int words;

  FoldedText(int capacity) {
    plain = new char[capacity];
    shape = new char[capacity];
    tone = new byte[capacity];
    run = new byte[capacity];
    from = new int[capacity];
    until = new int[capacity];
    word = new int[capacity];
  }

  /** The letters. */
  String text() {
    return new String(plain, 0, size);
  }

  int size() {
    return size;
  }

  char plain(int at) {
    return plain[at];
  }

  /** Times the letter stands there in the raw text, at most 100. */
  int run(int at) {
    return run[at];
  }

  /** Where it begins in the raw text. */
  int from(int at) {
    return from[at];
  }

  /** Where it ends in the raw text. */
  int until(int at) {
    return until[at];
  }

  /** The number of the word in which a letter stands. */
  int word(int at) {
    return word[at];
  }

  int clause(int at) {
    return clause[word[at]];
  }

  int sentence(int at) {
    return sentence[word[at]];
  }

  boolean isSpace(int at) {
    return plain[at] == ' ';
  }

  void space(int rawAt) {
    append(' ', ' ', (byte) 0, rawAt, rawAt);
  }

  /** Begins a word; its letters follow. */
  void beginWord(int clauseNumber, int sentenceNumber) {
    if (words == clause.length) {
      clause = Arrays.copyOf(clause, words * 2);
      sentence = Arrays.copyOf(sentence, words * 2);
    }
    clause[words] = clauseNumber;
    sentence[words++] = sentenceNumber;
  }

  /**
   * @param c a composed letter, digit or half of an emoji
   * @param collapses whether it disappears in a letter of its kind right before it
   */
  void letter(char c, int rawFrom, int rawUntil, boolean collapses) {
    char folded = Letters.plain(c);
    int last = size - 1;
    if (collapses && last >= 0 && plain[last] == folded) {
      run[last] = (byte) Math.min(100, run[last] + 1);
      until[last] = rawUntil;
      shape[last] = shape[last] == folded ? Letters.shape(c) : shape[last];
      tone[last] = tone[last] == 0 ? Letters.tone(c, true) : tone[last];
      return;
    }
    append(folded, Letters.shape(c), Letters.tone(c, true), rawFrom, rawUntil);
  }

  /** An accent that could not be composed with its letter. */
  void accent(char mark, int rawUntil) {
    int last = size - 1;
    byte found = Letters.tone(mark, false);
    tone[last] = found == 0 ? tone[last] : found;
    until[last] = rawUntil;
  }

  /** Writes another word in the place of the last one. */
  void replaceFrom(int begin, FoldedText replacement) {
    int rawFrom = from[begin];
    int rawUntil = until[size - 1];
    int wordNumber = words - 1;
    size = begin;
    for (int i = 1; i < replacement.size - 1; i++) {
      if (replacement.isSpace(i)) {
        space(rawFrom);
        beginWord(clause[wordNumber], sentence[wordNumber]);
      } else {
        append(replacement.plain[i], replacement.shape[i], replacement.tone[i], rawFrom, rawUntil);
        run[size - 1] = replacement.run[i];
      }
    }
  }

  /** The letters from a place to the end with their accents; what is drawn out is written once. */
  String typedFrom(int begin) {
    var typed = new StringBuilder();
    for (int i = begin; i < size; i++) {
      typed.append(shape[i]).append(run[i] == 2 ? String.valueOf(shape[i]) : "");
      typed.append(tone[i] == 0 ? "" : String.valueOf(tone[i]));
    }
    return typed.toString();
  }

  /** Whether a span is spelled as a phrase is, accents and repeated letters considered. */
  boolean spells(FoldedText phrase, int begin, boolean accentsNeeded, boolean doublesAreLong) {
    int length = phrase.size - 2;
    for (int i = 0; i < length; i++) {
      boolean lastOfWord = phrase.isSpace(i + 2) || i + 1 == length;
      if (!repeatsAs(phrase.run[i + 1], run[begin + i], lastOfWord || doublesAreLong)) {
        return false;
      }
    }
    return accentsFit(phrase, begin, length, accentsNeeded);
  }

  /** Three in a row are always drawn out ("goooood"); two are where no word ends in two. */
  private static boolean repeatsAs(int wanted, int found, boolean doubleMayBeLong) {
    return found == wanted || found >= 3 || (doubleMayBeLong && found > wanted);
  }

  private boolean accentsFit(FoldedText phrase, int begin, int length, boolean needed) {
    int wordBegin = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || phrase.isSpace(i + 1)) {
        if (!wordFits(phrase, begin, wordBegin, i, needed)) {
          return false;
        }
        wordBegin = i + 1;
      }
    }
    return true;
  }

  private boolean wordFits(FoldedText phrase, int begin, int first, int end, boolean needed) {
    boolean bare = true;
    boolean same = true;
    int toneHere = 0;
    int toneThere = 0;
    for (int i = first; i < end; i++) {
      int at = begin + i;
      bare &= shape[at] == plain[at] && tone[at] == 0;
      same &= shape[at] == phrase.shape[i + 1];
      toneHere += tone[at];
      toneThere += phrase.tone[i + 1];
    }
    return (bare && !needed) || (same && toneHere == toneThere);
  }

  private void append(char letter, char shaped, byte toned, int rawFrom, int rawUntil) {
    if (size == plain.length) {
      grow();
    }
    plain[size] = letter;
    shape[size] = shaped;
    tone[size] = toned;
    run[size] = 1;
    from[size] = rawFrom;
    until[size] = rawUntil;
    word[size++] = Math.max(0, words - 1);
  }

  private void grow() {
    int capacity = plain.length * 2 + 16;
    plain = Arrays.copyOf(plain, capacity);
    shape = Arrays.copyOf(shape, capacity);
    tone = Arrays.copyOf(tone, capacity);
    run = Arrays.copyOf(run, capacity);
    from = Arrays.copyOf(from, capacity);
    until = Arrays.copyOf(until, capacity);
    word = Arrays.copyOf(word, capacity);
  }

  /** A phrase, in which nothing is shorthand. */
  static FoldedText of(String phrase) {
    return new TextFolder(Map.of()).fold(phrase);
  }
}
