package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.experience.LanguageLexicon.Operator;
import dev.customerhealth.domain.experience.PhraseFinder.Found;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one text: which cues are in it, and what the words around them do to them. Immutable; time
 * is linear in the text (but for sorting what was found).
 *
 * <p>"Not" belongs to the first cue after it in its clause, within a window and before any "but";
 * "very" and "a bit" stand before a cue or right behind it ("ngon lắm"); a phrase counts once
 * however often it is repeated.
 */
final class TextMatcher {

  private final TextFolder folder;
  private final PhraseFinder finder;
  private final int negationWindow;
  private final int intensifierWindow;

  /**
   * @param languages by code
   */
  TextMatcher(Map<String, LanguageLexicon> languages, int negationWindow, int intensifierWindow) {
    var shorthand = new TreeMap<String, String>();
    var phrases = new ArrayList<Phrase>();
    languages.forEach(
        (code, language) -> {
          shorthand.putAll(language.shorthand());
          phrases.addAll(Phrase.of(code, language));
        });
    this.folder = new TextFolder(shorthand);
    this.finder = new PhraseFinder(phrases);
    this.negationWindow = negationWindow;
    this.intensifierWindow = intensifierWindow;
  }

  /**
   * @param most cues to give, the first ones
   */
  List<TextMatch> match(String raw, int most) {
    FoldedText text = folder.fold(raw);
    return new Surroundings(text, finder.find(text)).matches(most);
  }

  private final class Surroundings {
    private final FoldedText text;
    private final List<Found> found;
    private final BitSet contrasted;

    Surroundings(FoldedText text, List<Found> found) {
      this.text = text;
      this.found = found;
      this.contrasted = contrasted();
    }

    List<TextMatch> matches(int most) {
      var matches = new ArrayList<TextMatch>();
      var seen = new HashSet<String>();
      for (int i = 0; i < found.size() && matches.size() < most; i++) {
        CueCode code = found.get(i).phrase().code();
        if (code != null) {
          TextMatch match = match(code, i);
          if (seen.add(match.negated() + match.phrase())) {
            matches.add(match);
          }
        }
      }
      return matches;
    }

    private TextMatch match(CueCode code, int i) {
      Found cue = found.get(i);
      boolean negated = code != CueCode.RATING && isNegated(i);
      return new TextMatch(
          code,
          cue.phrase().text(),
          text.from(cue.begin()),
          text.until(cue.end() - 1),
          cue.phrase().rating(),
          negated,
          emphasis(i),
          contrasted.get(i));
    }

    private boolean isNegated(int i) {
      boolean negated = false;
      for (int before = i - 1; before >= 0 && isNear(before, i, negationWindow); before--) {
        if (isCue(before) || isContrast(before)) {
          return negated;
        }
        negated ^= found.get(before).phrase().operator() == Operator.NEGATION;
      }
      return negated;
    }

    private int emphasis(int i) {
      int emphasis = 0;
      for (int before = i - 1; before >= 0 && isNear(before, i, intensifierWindow); before--) {
        if (isCue(before) || isContrast(before)) {
          break;
        }
        emphasis = emphasis == 0 ? sign(before) : emphasis;
      }
      return emphasis == 0 ? emphasisBehind(i) : emphasis;
    }

    /** "Ngon lắm", but not the "very" of "tasty, very fresh" or "tasty very fresh". */
    private int emphasisBehind(int i) {
      int behind = i + 1;
      if (behind >= found.size() || !isNear(i, behind, 1)) {
        return 0;
      }
      boolean belongsToNext =
          behind + 1 < found.size() && isCue(behind + 1) && isNear(behind, behind + 1, 0);
      return belongsToNext ? 0 : sign(behind);
    }

    private int sign(int i) {
      Operator operator = found.get(i).phrase().operator();
      return operator == Operator.INTENSIFIER ? 1 : operator == Operator.DIMINISHER ? -1 : 0;
    }

    private boolean isContrast(int i) {
      return found.get(i).phrase().operator() == Operator.CONTRAST;
    }

    private boolean isCue(int i) {
      return found.get(i).phrase().code() != null;
    }

    /** Whether at most so many words stand between two neighbours of one clause. */
    private boolean isNear(int before, int after, int most) {
      int end = found.get(before).end() - 1;
      int begin = found.get(after).begin();
      return text.clause(end) == text.clause(begin)
          && text.word(begin) - text.word(end) - 1 <= most;
    }

    private BitSet contrasted() {
      var before = new BitSet(found.size());
      int sentence = -1;
      for (int i = found.size() - 1; i >= 0; i--) {
        int own = text.sentence(found.get(i).begin());
        if (isContrast(i)) {
          sentence = own;
        } else if (own == sentence) {
          before.set(i);
        }
      }
      return before;
    }
  }
}
