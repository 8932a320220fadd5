@NullMarked
package dev.customerhealth.domain.ledger;

import org.jspecify.annotations.NullMarked;
