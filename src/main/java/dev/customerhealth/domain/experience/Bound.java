package dev.customerhealth.domain.experience;

/**
 * A fact that beats the sums.
 *
 * @param code the cue that is that fact
 * @param level to which it holds the level down (1) or lifts it (6)
 */
public record Bound(CueCode code, Level level) {}
