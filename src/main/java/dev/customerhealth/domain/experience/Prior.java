package dev.customerhealth.domain.experience;

/**
 * What is assumed of an experience before anything is known of it. It never fades.
 *
 * @param centre in levels; default 3.5
 * @param width in levels, above 0; default 3
 */
public record Prior(double centre, double width) {

  public Cue cue() {
    return Cue.of(CueCode.PRIOR, centre, width, 1);
  }
}
