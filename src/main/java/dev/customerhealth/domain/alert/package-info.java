@NullMarked
package dev.customerhealth.domain.alert;

import org.jspecify.annotations.NullMarked;
