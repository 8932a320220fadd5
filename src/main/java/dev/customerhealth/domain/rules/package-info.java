@NullMarked
package dev.customerhealth.domain.rules;

import org.jspecify.annotations.NullMarked;
