package dev.customerhealth.domain.experience;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns whatever was typed into words that can be compared: one pass, whatever it is given. Emoji
 * and emoticons are words of their own, a row of stars is "5 ⭐", digits and letters part ("5sao"),
 * shorthand is written out. Broken surrogates and everything unknown only part words.
 */
final class TextFolder {

  private static final int LONGEST_SHORTHAND = 8;

  /** A letter cannot carry more accents than this and be a letter still. */
  private static final int MOST_ACCENTS = 3;

  private final Map<String, FoldedText> shorthand = new HashMap<>();

  /**
   * @param shorthand by the word as typed, what it stands for
   */
  TextFolder(Map<String, String> shorthand) {
    shorthand.forEach((typed, meant) -> this.shorthand.put(key(typed), FoldedText.of(meant)));
  }

  private static String key(String typed) {
    FoldedText folded = FoldedText.of(typed);
    return folded.typedFrom(1).strip();
  }

  FoldedText fold(String raw) {
    return new Pass(raw).run();
  }

  private final class Pass {
    private final String raw;
    private final FoldedText folded;
    private int at;
    private int wordBegin = -1;
    private int clause;
    private int sentence;

    Pass(String raw) {
      this.raw = raw;
      this.folded = new FoldedText(raw.length() + raw.length() / 4 + 8);
    }

    FoldedText run() {
      folded.space(0);
      while (at < raw.length()) {
        step(raw.charAt(at));
      }
      endWord();
      return folded;
    }

    private void step(char c) {
      if (Character.isLetterOrDigit(c)) {
        letter(c);
      } else if (Character.isHighSurrogate(c)) {
        pair();
      } else if (isInvisible(c) || (isApostrophe(c) && isBetween(Character::isLetter))) {
        at++;
      } else if (isNumberMark(c) && isBetween(Character::isDigit)) {
        folded.letter(c == ',' ? '.' : c, at, ++at, false);
      } else if (!emoticon()) {
        symbolOrGap(c);
      }
    }

    private void letter(char c) {
      boolean digit = Character.isDigit(c);
      boolean parts =
          at > 0 && !digit && Character.isDigit(raw.charAt(at - 1)) && isLetterAt(at + 1);
      if (parts) {
        endWord();
      }
      beginWord();
      int begin = at++;
      int end = Math.min(raw.length(), at + MOST_ACCENTS);
      while (at < end && isMark(raw.charAt(at))) {
        at++;
      }
      if (at == begin + 1) {
        folded.letter(c, begin, at, !digit);
      } else {
        composed(Normalizer.normalize(raw.substring(begin, at), Normalizer.Form.NFC), begin);
      }
    }

    private void composed(String letters, int begin) {
      folded.letter(letters.charAt(0), begin, at, true);
      for (int i = 1; i < letters.length(); i++) {
        folded.accent(letters.charAt(i), at);
      }
    }

    private void pair() {
      int codePoint = raw.codePointAt(at);
      int length = Character.charCount(codePoint);
      if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
        at += length; // A skin colour belongs to the hand before it.
      } else if (length == 2 && isSymbol(codePoint)) {
        int begin = at;
        at += length;
        symbol(Character.toString(codePoint), begin);
      } else {
        endWord();
        at += length;
      }
    }

    private void symbolOrGap(char c) {
      int begin = at++;
      if (Stars.isStar(c)) {
        stars(begin);
      } else if (isSymbol(c)) {
        symbol(String.valueOf(c), begin);
      } else {
        gap(c);
      }
    }

    private void stars(int begin) {
      while (at < raw.length() && (Stars.isStar(raw.charAt(at)) || isInvisible(raw.charAt(at)))) {
        at++;
      }
      int count = Stars.count(raw, begin, at);
      boolean numbered = Stars.isNumbered(raw, begin);
      if (count > 0 && !numbered) {
        symbol(String.valueOf(count), begin);
      }
      if (count > 0 || numbered) {
        symbol(Stars.STAR, begin);
      }
    }

    private void symbol(String symbol, int begin) {
      endWord();
      beginWord();
      for (int i = 0; i < symbol.length(); i++) {
        folded.letter(symbol.charAt(i), begin, at, false);
      }
      endWord();
    }

    private boolean emoticon() {
      int length = Emoticons.lengthAt(raw, at);
      if (length > 0) {
        int begin = at;
        at += length;
        symbol(Emoticons.emoji(raw, begin), begin);
      }
      return length > 0;
    }

    private void gap(char c) {
      endWord();
      if (".!?\n\u2026\u3002".indexOf(c) >= 0) {
        sentence++;
        clause++;
      } else if (!Character.isWhitespace(c)
          && !(c == '-' && isBetween(Character::isLetter, at - 1))) {
        clause++;
      }
    }

    private void beginWord() {
      if (wordBegin < 0) {
        folded.beginWord(clause, sentence);
        wordBegin = folded.size();
      }
    }

    private void endWord() {
      if (wordBegin < 0) {
        return;
      }
      if (folded.size() - wordBegin <= LONGEST_SHORTHAND && !shorthand.isEmpty()) {
        FoldedText meant = shorthand.get(folded.typedFrom(wordBegin));
        if (meant != null) {
          folded.replaceFrom(wordBegin, meant);
        }
      }
      folded.space(at);
      wordBegin = -1;
    }

    private boolean isBetween(java.util.function.IntPredicate kind) {
      return isBetween(kind, at);
    }

    private boolean isBetween(java.util.function.IntPredicate kind, int place) {
      return place > 0
          && place + 1 < raw.length()
          && kind.test(raw.charAt(place - 1))
          && kind.test(raw.charAt(place + 1));
    }

    private boolean isLetterAt(int place) {
      return place < raw.length() && Character.isLetter(raw.charAt(place));
    }
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u00B4';
  }

  private static boolean isNumberMark(char c) {
    return c == '.' || c == ',' || c == '/';
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Joiners, variation selectors, soft hyphens, and accents without a letter. */
  private static boolean isInvisible(char c) {
    return isMark(c) || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isSymbol(int codePoint) {
    return Character.getType(codePoint) == Character.OTHER_SYMBOL
        || (codePoint >= 0x1F000 && codePoint <= 0x1FAFF);
  }
}
