/** A client of Confluent's schema registry API, version 7, as Confluent and Apicurio serve it. */
package dev.customerhealth.io.registry;
