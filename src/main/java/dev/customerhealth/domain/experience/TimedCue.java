package dev.customerhealth.domain.experience;

/**
 * A cue and when it was given.
 *
 * @param timeMillis epoch milliseconds
 */
public record TimedCue(Cue cue, long timeMillis) {}
