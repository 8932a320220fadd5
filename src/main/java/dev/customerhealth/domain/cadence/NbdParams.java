package dev.customerhealth.domain.cadence;

/**
 * Parameters of a beta-geometric / negative-binomial purchase model; time is in weeks.
 *
 * @param r shape of the gamma distribution of purchase rates, above 0
 * @param alpha its rate, in weeks, above 0
 * @param a first parameter of the beta distribution of dropout, above 0
 * @param b second parameter of the beta distribution of dropout, above 0
 */
public record NbdParams(double r, double alpha, double a, double b) {}
