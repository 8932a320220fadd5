package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.CapRules;
import dev.customerhealth.domain.rules.ScoreRules;
import dev.customerhealth.domain.score.Cap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which limits the experience sets to a customer's score, and until when. */
public final class ExperienceCaps {

  private final Experience experience;
  private final ScoreRules score;
  private final CalendarDays calendar;
  private final Reach reach;
  private final Complaints complaints;

  ExperienceCaps(
      Experience experience,
      ScoreRules score,
      CalendarDays calendar,
      Reach reach,
      Complaints complaints) {
    this.experience = experience;
    this.score = score;
    this.calendar = calendar;
    this.reach = reach;
    this.complaints = complaints;
  }

  /**
   * The limits in force, each once.
   *
   * @param lastCameMillis the last occurrence; {@code Long.MIN_VALUE} when there was none
   * @param purchasesAfter how often the customer bought on the days after a day, up to now
   */
  public List<Cap> at(long atMillis, long lastCameMillis, PurchasesAfter purchasesAfter) {
    int day = calendar.dayOf(atMillis);
    var caps = new ArrayList<Cap>(3);
    double terrible = terribleLimit(atMillis, lastCameMillis);
    if (terrible < 100) {
      caps.add(new Cap(Cap.Name.TERRIBLE, terrible));
    }
    if (isBasic(day)) {
      caps.add(new Cap(Cap.Name.BASIC, score.caps().basicCap()));
    }
    if (isLeaving(atMillis, purchasesAfter)) {
      caps.add(new Cap(Cap.Name.LEAVING, score.caps().leavingCap()));
    }
    return caps;
  }

  /**
   * Whether something that went wrong is still open: a complaint, a declared leaving, or a terrible
   * service that still keeps the customer from being healthy.
   *
   * @param caps those in force at that instant
   */
  public boolean isHurt(long atMillis, List<Cap> caps) {
    for (Cap cap : caps) {
      if (cap.name() == Cap.Name.LEAVING || isDeep(cap)) {
        return true;
      }
    }
    return complaints.isAnyOpen(atMillis);
  }

  private boolean isDeep(Cap cap) {
    return cap.name() == Cap.Name.TERRIBLE && cap.limit() < score.bands().healthyFrom();
  }

  private boolean isBasic(int day) {
    for (Occasion occasion : experience.occasions) {
      if (occasion.level() == Level.BASIC && isFresh(occasion, day)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFresh(Occasion occasion, int day) {
    return day - calendar.dayOf(occasion.timeMillis()) < score.caps().basicDays();
  }

  /** Points to which experiences of level 1 hold the score; 100 or more when none does. */
  private double terribleLimit(long atMillis, long lastCameMillis) {
    int day = calendar.dayOf(atMillis);
    double limit = Double.POSITIVE_INFINITY;
    for (Occasion occasion : experience.occasions) {
      if (occasion.level() == Level.TERRIBLE
          && !isMadeUp(complaints.resolvedAfter(occasion), lastCameMillis)) {
        limit = Math.min(limit, risen(day - calendar.dayOf(occasion.timeMillis())));
      }
    }
    for (CaseFile file : experience.cases) {
      Long opened = complaints.counts(file, atMillis) ? file.openedMillis(score.care()) : null;
      if (opened != null && !isMadeUp(file.resolvedMillis(score.care()), lastCameMillis)) {
        limit = Math.min(limit, risen(day - calendar.dayOf(opened)));
      }
    }
    return limit;
  }

  /** Answered, and come again since. */
  private static boolean isMadeUp(@Nullable Long resolvedMillis, long lastCameMillis) {
    return resolvedMillis != null && lastCameMillis > resolvedMillis;
  }

  private double risen(int days) {
    CapRules caps = score.caps();
    return caps.terribleCap() + Math.max(0, days - caps.terribleDays()) * caps.terribleRisePerDay();
  }

  /** How often the customer bought on the days after a day. */
  @FunctionalInterface
  public interface PurchasesAfter {
    int count(int day);
  }

  /** Whether staff noted that the customer leaves, and nothing has contradicted it since. */
  public boolean isLeaving(long atMillis, PurchasesAfter purchasesAfter) {
    Occasion newest = null;
    for (Occasion occasion : experience.occasions) {
      newest = occasion.intent() == Occasion.Intent.NONE ? newest : occasion;
    }
    return newest != null
        && newest.intent() == Occasion.Intent.LEAVING
        && reach.holds(newest.timeMillis(), atMillis)
        && purchasesAfter.count(calendar.dayOf(newest.timeMillis()))
            < score.caps().leavingEndsAfterPurchases();
  }

  /** Whether staff noted later than that that the customer stays. */
  public boolean isStayingAfter(long timeMillis) {
    return experience.occasions.stream()
        .anyMatch(o -> o.intent() == Occasion.Intent.STAYING && o.timeMillis() > timeMillis);
  }
}
