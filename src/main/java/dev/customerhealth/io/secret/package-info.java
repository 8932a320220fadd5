/**
 * Secrets stay where they are kept: settings name them by placeholders, and what needs one reads it
 * itself.
 */
package dev.customerhealth.io.secret;
