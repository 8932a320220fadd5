@NullMarked
package dev.customerhealth.domain.score;

import org.jspecify.annotations.NullMarked;
