package dev.customerhealth.domain.rules;

/**
 * How fast a case must be answered, and what the handling of cases is worth in the score.
 *
 * @param firstAnswerHours where a case carries no promise, the first answer is due after so many
 *     hours; default 24
 * @param resolutionHours and the resolution after so many; default 72
 * @param countsDays days for which a resolved case counts; default 180
 * @param openInTime value of a case that is open within its limits, 0 to 1; default .6
 * @param openLate of one that is open beyond them; default .15
 * @param reopened of one that was reopened and is open; default 0
 * @param resolvedLate of one that was resolved beyond its limit; default .6
 * @param resolvedInTime of one that was resolved within it; default .9
 */
public record CareRules(
    int firstAnswerHours,
    int resolutionHours,
    int countsDays,
    double openInTime,
    double openLate,
    double reopened,
    double resolvedLate,
    double resolvedInTime) {}
