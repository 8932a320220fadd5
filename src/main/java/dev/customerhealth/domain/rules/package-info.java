/**
 * The rules document as values: what a tenant may tune, with units, ranges and defaults. How it is
 * read and checked is the codec's affair.
 */
@NullMarked
package dev.customerhealth.domain.rules;

import org.jspecify.annotations.NullMarked;
