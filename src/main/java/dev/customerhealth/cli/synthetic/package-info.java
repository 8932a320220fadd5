/** Made-up feedback about real purchases, for the demo and for trying things out. */
@NullMarked
package dev.customerhealth.cli.synthetic;

import org.jspecify.annotations.NullMarked;
