/** The verbs of {@code ./run}: they bring their own broker and Flink. Nothing else imports this. */
@NullMarked
package dev.customerhealth.cli;

import org.jspecify.annotations.NullMarked;
