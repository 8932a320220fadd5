/** From history files to a savepoint that a job over Kafka goes on from. */
@NullMarked
package dev.customerhealth.cli.bootstrap;

import org.jspecify.annotations.NullMarked;
