package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.ScoreOverride;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one customer: the only mutable value of the domain. {@link CustomerTimeline}
 * writes it, its form in bytes is {@code CustomerSerializer}'s.
 */
public final class Customer {

  /** No such instant, no such timer. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Before everything. */
  public static final long BEFORE_ALL = Long.MIN_VALUE;

  /** Event time up to which everything is applied, epoch milliseconds. */
  public long clockMillis = BEFORE_ALL;

  /** Day of the newest event of any type. */
  public int lastEventDay = Integer.MIN_VALUE;

  /** The newest profile; null when none came. */
  public @Nullable ProfileFacts profile;

  /** Currency in which the ledger is kept; empty before the first purchase. */
  public String currency = "";

  public Ledger ledger = new Ledger();

  /** What counts as an occurrence of the rhythm; a change rebuilds it from the days in reach. */
  public RhythmBasis basis = RhythmBasis.PURCHASE;

  public Rhythm rhythm = Rhythm.NONE;

  /** The newest occurrence day that left the ledger, a neighbour that a late event may need. */
  public @Nullable Integer droppedOccurrence;

  public long firstPurchaseMillis = NEVER;
  public long lastPurchaseMillis = BEFORE_ALL;

  /** The newest event that counts as an occurrence of the rhythm, by (time, id); null before it. */
  public @Nullable String lastOccurrenceId;

  public long lastOccurrenceMillis = BEFORE_ALL;

  /** Of visits, purchases and zero rows. */
  public long lastVisitMillis = BEFORE_ALL;

  /** Where the customer came last. */
  public @Nullable String lastStore;

  /** Purchases since the return from LOST, that one included; 0: not won back. */
  public int wonBackPurchases;

  /** Day of the return from LOST. */
  public int wonBackDay;

  /** How the customer was served. */
  public Experience experience = new Experience();

  /** What was told of what began and did not end. */
  public Signalled signalled = new Signalled();

  public @Nullable LastScore last;

  /** The score that a person set; null: none, or it ended. */
  public @Nullable ScoreOverride override;

  /**
   * Up to then nothing may be known, epoch milliseconds; kept for as long as the ledger reaches.
   */
  public long erasedMillis = BEFORE_ALL;

  /** {@link EventIds#hash} of the action that erased; 0 without one. */
  public long erasedBy;

  /** {@link EventIds#mark} of the rules that decided the newest record; 0 before it. */
  public int rulesMark;

  /** When time alone next asks for a look, epoch milliseconds. */
  public long dueMillis = NEVER;

  /**
   * Timers that the operator has armed, epoch milliseconds; not part of what is known about the
   * customer.
   */
  public long nearTimer = NEVER;

  public long farTimer = NEVER;

  /** Nothing but waiting events so far. */
  public boolean isUnknown() {
    return clockMillis == BEFORE_ALL && !isErased();
  }

  /** Nothing but the erasure is known. */
  public boolean isErased() {
    return clockMillis == BEFORE_ALL && erasedMillis != BEFORE_ALL;
  }

  /**
   * Forgets everything but the timers, which the operator knows to be armed. A field that is added
   * above belongs here, too: {@code CustomerBytesTest} compares with a customer who is new.
   */
  void forget() {
    clockMillis = BEFORE_ALL;
    lastEventDay = Integer.MIN_VALUE;
    profile = null;
    currency = "";
    ledger = new Ledger();
    basis = RhythmBasis.PURCHASE;
    rhythm = Rhythm.NONE;
    droppedOccurrence = null;
    firstPurchaseMillis = NEVER;
    lastPurchaseMillis = BEFORE_ALL;
    lastOccurrenceId = null;
    lastOccurrenceMillis = BEFORE_ALL;
    lastVisitMillis = BEFORE_ALL;
    lastStore = null;
    wonBackPurchases = 0;
    wonBackDay = 0;
    experience = new Experience();
    signalled = new Signalled();
    last = null;
    override = null;
    rulesMark = 0;
    dueMillis = NEVER;
  }

  /** The segment that the profile names; null for the default. */
  public @Nullable String segmentName() {
    return profile == null ? null : profile.segment();
  }

  /** Never the currency of the first purchase seen: that would depend on the order of arrival. */
  String homeCurrency(String ofSegment) {
    String own = profile == null ? null : profile.homeCurrency();
    return own == null ? ofSegment : own;
  }

  /** Without this consent nothing is scored. */
  public boolean refusesAnalytics() {
    return profile != null && Boolean.FALSE.equals(profile.consentAnalytics());
  }
}
