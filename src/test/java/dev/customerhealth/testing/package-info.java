/** What tests share: inputs that read like sentences, naive oracles, and ways to run the job. */
package dev.customerhealth.testing;
