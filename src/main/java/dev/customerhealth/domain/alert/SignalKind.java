package dev.customerhealth.domain.alert;

/**
 * What the customer operator reports of a customer: only when it begins or ends, never again while
 * it lasts. The order of the constants decides between signals of one instant: first what ends
 * something, then what begins, and of that first what was done to the customer, then what the
 * customer does about it. Never reorder, only append: what was added since, from SPEND_EASED on,
 * comes last, though it ends something.
 */
public enum SignalKind {
  /** A purchase (or visit, by the rhythm's basis) after a SILENT, OVERDUE_ or LOST signal. */
  RETURNED,
  /** Spend of the line is back: the drop is below the rules' {@code recoveredShare} of WATCH. */
  SPEND_RECOVERED,
  /** Nothing is open any more of what the customer complained about, in a case or in public. */
  RESOLVED,
  /** An experience of level 4 or better after one of level 2 or worse, or after LEVEL_FELL. */
  GOOD_SERVICE,
  /** Praise, surprise or a recommendation in words. */
  PRAISE,
  /** A staff note that the customer stays, or so many purchases after LEAVING as lift its cap. */
  STAYING,

  /** An experience of level 1 or 2. */
  POOR_SERVICE,
  /** The third experience in a row, each of a lower level than the one before. */
  LEVEL_FELL,
  /** A formal complaint was opened or reopened. */
  COMPLAINT,
  /** A complaint passed a time limit without its answer. */
  CASE_OVERDUE,
  /** A competitor's price or promotion was mentioned. */
  COMPETITOR,
  /** Spend of the line (null: of all lines) fell to the watch threshold. */
  SPEND_WATCH,
  /** ... to the call threshold, significantly for this customer. */
  SPEND_CALL,
  /**
   * Silent beyond the own gap (with one purchase only: twice the typical one). Only after
   * POOR_SERVICE, COMPLAINT or COMPETITOR since the last purchase, or it would not be rare.
   */
  SILENT,
  /** Overdue by the rules' {@code watchRisk}. */
  OVERDUE_WATCH,
  /** Overdue by the rules' {@code callRisk}. */
  OVERDUE_CALL,
  /** Said to be leaving. */
  LEAVING,
  /** Harsh words to many. */
  SHAMING,
  /** The life stage became LOST. */
  LOST,
  /** Everything about the customer is erased: breaks off what stories remember, no more. */
  ERASED,
  /** Other rules see no more than a watch where spend of the line had fallen to a call. */
  SPEND_EASED,
  /** The same of a silence. */
  OVERDUE_EASED,
  /**
   * No complaint is past a limit any more, though one still waits: a step, another segment or other
   * rules gave it more time, or what was late is resolved. A complaint that may be late once more.
   * Or none waits, but harsh words to many still stand.
   */
  CASE_IN_TIME
}
