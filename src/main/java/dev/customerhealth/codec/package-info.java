/**
 * Bytes to Avro to facts and back: wire formats, CSV, JSON lines, topics.
 *
 * <p>The contract is {@code avro/}; {@link dev.customerhealth.codec.Topic} says where each record
 * travels.
 */
@NullMarked
package dev.customerhealth.codec;

import org.jspecify.annotations.NullMarked;
