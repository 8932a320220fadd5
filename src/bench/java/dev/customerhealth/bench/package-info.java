/** {@code ./run bench}: nothing of the job depends on it, and it is no part of the job's jar. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench;
