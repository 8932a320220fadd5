package dev.customerhealth.domain.rules;

import org.jspecify.annotations.Nullable;

/**
 * From when on a version of the rules holds, or scores beside those that hold.
 *
 * @param number counts changes in the order in which they were accepted, from 1; 0 the rules that
 *     the job was started with, -1 those before them
 * @param version what outputs carry as their rulesVersion
 * @param fromMillis event time from which it holds, epoch milliseconds; Long.MIN_VALUE: since ever
 * @param shadow whether it only scores beside the rules in force
 * @param yaml the complete document; null when a shadow ends
 */
public record RulesChange(
    long number, String version, long fromMillis, boolean shadow, @Nullable String yaml) {}
