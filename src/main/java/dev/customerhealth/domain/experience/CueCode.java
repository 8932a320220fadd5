package dev.customerhealth.domain.experience;

/**
 * The kinds of cue. Codes are published as evidence and kept in state by their order: never rename
 * or reorder them, only append. Where each points stands in the rules.
 */
public enum CueCode {
  /** Not a cue: what is assumed of everybody. */
  PRIOR,
  /** An answer on a scale, or stars written in the text. */
  RATING,
  NPS,
  EXPECTATION,
  EMOTION,
  COMPLAINT_CASE,
  /** Complaining words in a text, which are not a complaint case. */
  COMPLAINT_WORDS,
  /** Said to many that the business is bad. */
  PUBLIC_SHAMING,
  THREAT_TO_GO_PUBLIC,
  PROMISE_BROKEN,
  NEVER_AGAIN,
  LEAVING,
  CASE_REOPENED,
  SLOW_RESOLUTION,
  RESOLVED_IN_TIME,
  /** Harsh words that, as far as is known, nobody else could read. */
  PRIVATE_BAD_WORD,
  DISLIKE,
  SILENT_NON_RETURN,
  COMPETITOR_MENTIONED,
  LACK_OF_CHOICE,
  /** "So-so": the average that was expected. */
  AS_EXPECTED,
  /** "Good, satisfied", or nothing to complain about: the way the customer likes it. */
  SATISFIED,
  RETURNED_ON_RHYTHM,
  RETURNED_EARLY,
  PRAISE,
  SURPRISE,
  TOLD_SOMEBODY,
  REFERRAL_CONVERTED,
  /** Enthusiastic words where many can read them. */
  PUBLIC_PRAISE
}
