/** JMH micro-benchmarks of what happens once or more for each event. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.micro;
