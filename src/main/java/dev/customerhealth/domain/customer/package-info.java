/** What is kept of one customer, and what events and time make of it. */
@NullMarked
package dev.customerhealth.domain.customer;

import org.jspecify.annotations.NullMarked;
