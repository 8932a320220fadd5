/** What is checked of {@code deploy/} and of the pages for readers of the topics. */
package dev.customerhealth.deploy;
