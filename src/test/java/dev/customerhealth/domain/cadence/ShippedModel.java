package dev.customerhealth.domain.cadence;

import dev.customerhealth.codec.RulesYaml;

/** The parameters that come with the release, from the one place where they stand. */
public final class ShippedModel {

  public static final CadenceModel MODEL = RulesYaml.shipped().defaultSegment().cadence();

  private ShippedModel() {}
}
