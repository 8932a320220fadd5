/**
 * What customer-health knows about customers: pure Java, no Flink, Kafka, Avro, Jackson or logging.
 *
 * <p>Facts ({@link dev.customerhealth.domain.Purchase} and its siblings) come in, functions over
 * small values decide.
 */
@NullMarked
package dev.customerhealth.domain;

import org.jspecify.annotations.NullMarked;
