/** Where events come from and outputs go: Kafka and files. */
@NullMarked
package dev.customerhealth.io;

import org.jspecify.annotations.NullMarked;
