package dev.customerhealth.domain.score;

import org.jspecify.annotations.Nullable;

/**
 * One part of a score.
 *
 * @param name a {@link ComponentName}, or the {@link Cap.Name} whose points are taken off
 * @param value 0 to 1, null when missing
 * @param weight the share of the score that it decides, after the weights of missing components
 *     were shared out; null when missing and for caps
 * @param tenths points times ten; those of a score sum to its tenths exactly
 */
public record ComponentScore(
    String name, @Nullable Double value, @Nullable Double weight, int tenths) {}
