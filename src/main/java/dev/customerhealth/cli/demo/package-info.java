/** The verb {@code demo}: a broker, a Flink, two years of a real shop, and a screen to watch. */
@NullMarked
package dev.customerhealth.cli.demo;

import org.jspecify.annotations.NullMarked;
