package dev.customerhealth.codec;

import dev.customerhealth.domain.rules.Rules;

/** What a record of the rules topic says. */
public sealed interface RulesRecord {

  /** A valid document. */
  record Document(Rules rules, boolean shadow) implements RulesRecord {}

  /** A tombstone: the shadow of this version ends. */
  record ShadowEnds(String version) implements RulesRecord {}

  /**
   * Nothing that can be followed.
   *
   * @param detail every fault, one a line
   */
  record Refused(RejectReason reason, String detail) implements RulesRecord {}
}
