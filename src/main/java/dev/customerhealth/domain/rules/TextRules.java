package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Lexicon;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How free text is read.
 *
 * @param evidence whether the matched words may be published; default true
 * @param negationWindow words between "not" and what it negates, at most; default 3
 * @param intensifierWindow words between "very" and what it strengthens, at most; default 1
 * @param intensifierFactor by which "very" multiplies a cue's weight; default 1.5
 * @param diminisherFactor by which "a bit" does; default .6
 * @param contrastFactor by which weight is multiplied for what stands before a "but"; default .5
 * @param maxCues cues that one text can give at most, the first ones; default 40
 * @param negated what a cue becomes after "not"; one that is not named is dropped
 * @param intensified what a cue becomes after "very"; one that is not named stays what it is
 * @param lexicon the phrases
 */
public record TextRules(
    boolean evidence,
    int negationWindow,
    int intensifierWindow,
    double intensifierFactor,
    double diminisherFactor,
    double contrastFactor,
    int maxCues,
    Map<CueCode, CueCode> negated,
    Map<CueCode, CueCode> intensified,
    Lexicon lexicon) {

  public TextRules {
    negated = sorted(negated);
    intensified = sorted(intensified);
  }

  private static Map<CueCode, CueCode> sorted(Map<CueCode, CueCode> map) {
    var sorted = new EnumMap<CueCode, CueCode>(CueCode.class);
    sorted.putAll(map);
    return Collections.unmodifiableMap(sorted);
  }
}
