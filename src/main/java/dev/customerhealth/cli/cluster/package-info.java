/** The verb {@code cluster}: a Flink session cluster of several processes on this machine. */
@NullMarked
package dev.customerhealth.cli.cluster;

import org.jspecify.annotations.NullMarked;
