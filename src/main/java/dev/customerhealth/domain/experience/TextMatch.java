package dev.customerhealth.domain.experience;

import org.jspecify.annotations.Nullable;

/**
 * A phrase that was found in a text.
 *
 * @param code what the phrase is, before negation and emphasis
 * @param phrase as the lexicon has it
 * @param from where it begins in the text
 * @param until where it ends
 * @param rating 0 to 1 for a rating in words; else null
 * @param negated whether a "not" turns it around
 * @param emphasis 1 for "very", -1 for "a bit", 0 for neither
 * @param contrasted whether a "but" follows in the sentence
 */
public record TextMatch(
    CueCode code,
    String phrase,
    int from,
    int until,
    @Nullable Double rating,
    boolean negated,
    int emphasis,
    boolean contrasted) {}
