/** Savepoints, opened: how many bytes a customer has in them, and copies of customers. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.state;
