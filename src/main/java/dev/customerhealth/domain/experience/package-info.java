@NullMarked
package dev.customerhealth.domain.experience;

import org.jspecify.annotations.NullMarked;
