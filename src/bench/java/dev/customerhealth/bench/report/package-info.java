/** What is measured together, compared, printed and drawn. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.report;
