/** One measured run, in a process of its own. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.run;
