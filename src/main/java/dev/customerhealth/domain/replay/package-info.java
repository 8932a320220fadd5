/** Alerts replayed over past silences, day by day, and judged by what happened next. */
@NullMarked
package dev.customerhealth.domain.replay;

import org.jspecify.annotations.NullMarked;
