/** What is measured: the job, its limits, and what one would write instead of it. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.rival;
