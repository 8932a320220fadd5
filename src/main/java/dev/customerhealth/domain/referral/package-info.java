/** Who named whom, and whose word it was that brought a new customer. */
@NullMarked
package dev.customerhealth.domain.referral;

import org.jspecify.annotations.NullMarked;
