@NullMarked
package dev.customerhealth.domain.cadence;

import org.jspecify.annotations.NullMarked;
