/**
 * Stories: signals of one customer that together make a reason for an alert, found by Flink CEP.
 * {@link dev.customerhealth.pattern.Stories} is the way in; one story per class.
 */
@NullMarked
package dev.customerhealth.pattern;

import org.jspecify.annotations.NullMarked;
