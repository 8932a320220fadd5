/**
 * How a customer's experience is read from what is said and done: cues, the latent model behind the
 * six service levels, and the lexicon that finds cues in free text.
 */
@NullMarked
package dev.customerhealth.domain.experience;

import org.jspecify.annotations.NullMarked;
