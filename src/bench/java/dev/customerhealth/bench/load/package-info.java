/** Made-up traffic of the size and shape of Online Retail II's, and the broker that holds it. */
@org.jspecify.annotations.NullMarked
package dev.customerhealth.bench.load;
