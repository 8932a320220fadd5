package dev.customerhealth.codec;

import static dev.customerhealth.codec.FieldChecks.amount;
import static dev.customerhealth.codec.FieldChecks.comment;
import static dev.customerhealth.codec.FieldChecks.currency;
import static dev.customerhealth.codec.FieldChecks.customerId;
import static dev.customerhealth.codec.FieldChecks.date;
import static dev.customerhealth.codec.FieldChecks.eventMillis;
import static dev.customerhealth.codec.FieldChecks.id;
import static dev.customerhealth.codec.FieldChecks.optionalCurrency;
import static dev.customerhealth.codec.FieldChecks.optionalId;
import static dev.customerhealth.codec.FieldChecks.optionalSymbol;
import static dev.customerhealth.codec.FieldChecks.plannedMillis;
import static dev.customerhealth.codec.FieldChecks.symbol;
import static dev.customerhealth.codec.FieldChecks.text;
import static dev.customerhealth.codec.FieldChecks.within;

import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.Case;
import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.Visit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The one place where records become facts; whatever it lets through is sound. */
final class EventMapping {

  private static final int MAX_ITEMS = 1_000_000;
  private static final int MAX_NPS = 10;
  private static final double MAX_SCORE = 100;

  private EventMapping() {}

  /**
   * @param eventSource a record of {@link Contract#input}'s schema for this type
   * @param latestMillis the latest event time accepted, epoch milliseconds, inclusive
   */
  static CustomerEvent toEvent(EventType type, SpecificRecord eventSource, long latestMillis)
      throws Rejection {
    return switch (type) {
      case PROFILE -> profile((dev.customerhealth.avro.Profile) eventSource, latestMillis);
      case VISIT -> visit((dev.customerhealth.avro.Visit) eventSource, latestMillis);
      case PURCHASE -> purchase((dev.customerhealth.avro.Purchase) eventSource, latestMillis);
      case FEEDBACK -> feedback((dev.customerhealth.avro.Feedback) eventSource, latestMillis);
      case CASE -> caseUpdate((Case) eventSource, latestMillis);
      case OBSERVATION ->
          observation((dev.customerhealth.avro.Observation) eventSource, latestMillis);
      case REFERRAL -> referral((dev.customerhealth.avro.Referral) eventSource, latestMillis);
      case ACTION -> action((Action) eventSource, latestMillis);
      case CONVERSION -> throw new IllegalArgumentException("No input: " + type);
    };
  }

  private static Purchase purchase(dev.customerhealth.avro.Purchase p, long latestMillis)
      throws Rejection {
    return new Purchase(
        customerId("customerId", p.getCustomerId()),
        eventMillis(p.getEventTime(), latestMillis),
        id("transactionId", p.getTransactionId()),
        amount("amount", p.getAmount()),
        currency("currency", p.getCurrency()),
        itemCount(p),
        text("serviceLine", p.getServiceLine()),
        text("channel", p.getChannel()),
        text("staffId", p.getStaffId()),
        text("store", p.getStore()),
        optionalId("reverses", p.getReverses()));
  }

  /** Tills print the items of a return with a minus; the amount already says that it is one. */
  private static @Nullable Integer itemCount(dev.customerhealth.avro.Purchase p) throws Rejection {
    boolean isReturn = p.getAmount() != null && p.getAmount().signum() < 0;
    Integer count = within("itemCount", p.getItemCount(), isReturn ? -MAX_ITEMS : 0, MAX_ITEMS);
    return count == null ? null : Math.abs(count);
  }

  private static Visit visit(dev.customerhealth.avro.Visit v, long latestMillis) throws Rejection {
    return new Visit(
        customerId("customerId", v.getCustomerId()),
        eventMillis(v.getEventTime(), latestMillis),
        id("visitId", v.getVisitId()),
        symbol("kind", v.getKind(), Visit.Kind.class),
        text("channel", v.getChannel()),
        text("staffId", v.getStaffId()),
        text("store", v.getStore()));
  }

  private static Feedback feedback(dev.customerhealth.avro.Feedback f, long latestMillis)
      throws Rejection {
    RatingScale rated = RatingScale.of(f.getRating(), f.getScaleMin(), f.getScaleMax());
    return new Feedback(
        customerId("customerId", f.getCustomerId()),
        eventMillis(f.getEventTime(), latestMillis),
        id("feedbackId", f.getFeedbackId()),
        rated.rating(),
        rated.min(),
        rated.max(),
        optionalSymbol("metric", f.getMetric(), Feedback.Metric.class),
        within("nps", f.getNps(), 0, MAX_NPS),
        optionalSymbol("expectation", f.getExpectation(), Feedback.Expectation.class),
        text("emotion", f.getEmotion()),
        comment(f.getComment()),
        text("lang", f.getLang()),
        text("channel", f.getChannel()),
        f.getPublic$(),
        optionalSymbol("stage", f.getStage(), Feedback.Stage.class),
        text("staffId", f.getStaffId()),
        text("store", f.getStore()),
        text("orderId", f.getOrderId()),
        optionalId("caseId", f.getCaseId()));
  }

  private static CaseUpdate caseUpdate(Case c, long latestMillis) throws Rejection {
    long timeMillis = eventMillis(c.getEventTime(), latestMillis);
    String caseId = id("caseId", c.getCaseId());
    CaseUpdate.Status status = symbol("status", c.getStatus(), CaseUpdate.Status.class);
    return new CaseUpdate(
        customerId("customerId", c.getCustomerId()),
        timeMillis,
        CaseUpdate.id(caseId, status, timeMillis),
        caseId,
        status,
        c.getComplaint(),
        text("category", c.getCategory()),
        plannedMillis("promisedBy", c.getPromisedBy()),
        text("channel", c.getChannel()),
        text("staffId", c.getStaffId()));
  }

  private static Observation observation(dev.customerhealth.avro.Observation o, long latestMillis)
      throws Rejection {
    return new Observation(
        customerId("customerId", o.getCustomerId()),
        eventMillis(o.getEventTime(), latestMillis),
        id("observationId", o.getObservationId()),
        symbol("kind", o.getKind(), Observation.Kind.class),
        text("competitor", o.getCompetitor()),
        comment(o.getComment()),
        text("staffId", o.getStaffId()));
  }

  private static Referral referral(dev.customerhealth.avro.Referral r, long latestMillis)
      throws Rejection {
    String customerId = customerId("customerId", r.getCustomerId());
    String referred = customerId("referredCustomerId", r.getReferredCustomerId());
    if (referred.equals(customerId)) {
      throw new Rejection(RejectReason.SELF_REFERRAL, "referredCustomerId equals customerId");
    }
    return new Referral(
        customerId,
        eventMillis(r.getEventTime(), latestMillis),
        id("referralId", r.getReferralId()),
        referred,
        text("channel", r.getChannel()));
  }

  private static Profile profile(dev.customerhealth.avro.Profile p, long latestMillis)
      throws Rejection {
    String customerId = customerId("customerId", p.getCustomerId());
    long timeMillis = eventMillis(p.getEventTime(), latestMillis);
    return new Profile(
        customerId,
        timeMillis,
        customerId + "/" + timeMillis,
        text("segment", p.getSegment()),
        date("birthday", p.getBirthday()),
        date("joinedOn", p.getJoinedOn()),
        optionalCurrency("homeCurrency", p.getHomeCurrency()),
        text("store", p.getStore()),
        text("ownerId", p.getOwnerId()),
        optionalSymbol("preferredChannel", p.getPreferredChannel(), Profile.ContactChannel.class),
        p.getConsentAnalytics(),
        p.getConsentContact());
  }

  private static CrmAction action(Action a, long latestMillis) throws Rejection {
    return new CrmAction(
        customerId("customerId", a.getCustomerId()),
        eventMillis(a.getEventTime(), latestMillis),
        id("actionId", a.getActionId()),
        symbol("action", a.getAction(), CrmAction.Kind.class),
        optionalId("alertId", a.getAlertId()),
        plannedMillis("until", a.getUntil()),
        within("score", a.getScore(), 0, MAX_SCORE),
        text("author", a.getAuthor()),
        text("reason", a.getReason()),
        optionalSymbol("outcome", a.getOutcome(), CrmAction.Outcome.class),
        text("lossReason", a.getLossReason()),
        text("competitor", a.getCompetitor()));
  }
}
