package dev.customerhealth.domain.cadence;

/**
 * The fitted purchase rhythm of a segment.
 *
 * @param bg BG/NBD, for customers with a repeat purchase
 * @param mbg MBG/NBD, for one-time buyers
 * @param mix MIX-k, averaged with BG/NBD on the logit scale
 * @param typicalGapDays pooled median gap between two purchase days of a customer, in days
 */
public record CadenceModel(NbdParams bg, NbdParams mbg, MixParams mix, double typicalGapDays) {}
