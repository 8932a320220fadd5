package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Visit;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's life in words: {@code customer("an").from("2024-01-06").bought(3, every(weeks(1)))}.
 * Everything happens at ten in the morning, UTC; the next thing happens one {@code every} after the
 * last of the one before.
 */
public final class Story {

  private final String customerId;
  private final List<CustomerEvent> events = new ArrayList<>();
  private LocalDate date = LocalDate.parse("2022-01-01");
  private String amount = "25";
  private @Nullable String line;

  private Story(String customerId) {
    this.customerId = customerId;
  }

  public static Story customer(String id) {
    return new Story(id);
  }

  public static Period every(Period gap) {
    return gap;
  }

  public static Period days(int count) {
    return Period.ofDays(count);
  }

  public static Period weeks(int count) {
    return Period.ofWeeks(count);
  }

  public static Period months(int count) {
    return Period.ofMonths(count);
  }

  /** From now on the story goes on at this date. */
  public Story from(String isoDate) {
    date = LocalDate.parse(isoDate);
    return this;
  }

  /** Moves on without anything happening. */
  public Story quiet(Period time) {
    date = date.plus(time);
    return this;
  }

  public Story of(String segment) {
    return states(Facts.profile(millis(), segment, null, null));
  }

  public Story refusesAnalytics() {
    return states(Facts.profile(millis(), null, null, false));
  }

  public Story allowsAnalytics() {
    return states(Facts.profile(millis(), null, null, true));
  }

  public Story states(CustomerEvent event) {
    events.add(event);
    return this;
  }

  /** What a purchase costs from now on; null: nobody knows. */
  public Story paying(@Nullable String each) {
    amount = each;
    return this;
  }

  public Story bought() {
    events.add(Facts.purchase(nextId("p"), millis(), amount, "GBP", 2, line, null));
    return this;
  }

  /** Each purchase is followed by one gap. */
  public Story bought(int times, Period gap) {
    for (int i = 0; i < times; i++) {
      bought().quiet(gap);
    }
    return this;
  }

  public Story came() {
    events.add(Facts.visit(nextId("v"), millis(), Visit.Kind.CAME));
    return this;
  }

  public Story came(int times, Period gap) {
    for (int i = 0; i < times; i++) {
      came().quiet(gap);
    }
    return this;
  }

  /** Feedback in stars of five. */
  public Story rated(int stars) {
    return states(Facts.feedback(nextId("f"), millis(), stars, null));
  }

  /** Feedback in words, to us alone. */
  public Story said(String words) {
    return states(Facts.feedback(nextId("f"), millis(), null, words));
  }

  /** The same where everybody can read it. */
  public Story saidToMany(String words) {
    return states(Facts.feedback(nextId("f"), millis(), null, null, words, true, null));
  }

  public Story complained(String caseId) {
    return stepped(caseId, CaseUpdate.Status.OPENED);
  }

  public Story wasAnswered(String caseId) {
    return stepped(caseId, CaseUpdate.Status.RESPONDED);
  }

  public Story wasSatisfied(String caseId) {
    return stepped(caseId, CaseUpdate.Status.RESOLVED);
  }

  public Story complainedAgain(String caseId) {
    return stepped(caseId, CaseUpdate.Status.REOPENED);
  }

  private Story stepped(String caseId, CaseUpdate.Status status) {
    return states(Facts.step(caseId, millis(), status));
  }

  /** What staff noticed. */
  public Story showed(Observation.Kind kind) {
    return states(Facts.observation(nextId("o"), millis(), kind));
  }

  public Story recommendedUsTo(String other) {
    return states(Facts.referral(nextId("r"), millis(), other));
  }

  private String nextId(String prefix) {
    return prefix + events.size();
  }

  /** The instant at which the story stands. */
  public long millis() {
    return date.atTime(LocalTime.of(10, 0)).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  public LocalDate date() {
    return date;
  }

  public String customerId() {
    return customerId;
  }

  public List<CustomerEvent> events() {
    return List.copyOf(events);
  }
}
