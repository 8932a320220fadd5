package dev.customerhealth.domain.rules;

/**
 * Where the colours begin, in points of the rounded score (0 to 100).
 *
 * @param healthyFrom HEALTHY from this score on; default 65
 * @param watchFrom WATCH from this score on, AT_RISK below; default 40; at most healthyFrom
 * @param hysteresis points that the score must go beyond a limit before the band changes; default
 *     5; at most the width of WATCH
 */
public record BandRules(double healthyFrom, double watchFrom, double hysteresis) {}
