/** Flink functions: thin, they carry state for the functions of {@code domain}. */
@NullMarked
package dev.customerhealth.operator;

import org.jspecify.annotations.NullMarked;
