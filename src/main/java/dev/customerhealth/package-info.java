/** The job: arguments, settings, topology. */
@NullMarked
package dev.customerhealth;

import org.jspecify.annotations.NullMarked;
