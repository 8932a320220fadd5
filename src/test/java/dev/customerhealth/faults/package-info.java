/** The job on a real cluster that is harmed under load: {@code mvn verify -Pfaults}. */
package dev.customerhealth.faults;
