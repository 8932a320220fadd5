package dev.customerhealth.codec;

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
import java.math.BigDecimal;
import java.time.LocalDate;

/** One row of each input file with every column filled, and the fact that it states. */
enum EveryColumn {
  PURCHASES(
      EventType.PURCHASE,
      "customer_id,event_time,transaction_id,amount,currency,item_count,service_line,channel,staff_id,store,reverses",
      "an,1,t1,-12.5,VND,3,noodles,web,s1,q1,t0",
      new Purchase(
          "an", 1, "t1", new BigDecimal("-12.5000"), "VND", 3, "noodles", "web", "s1", "q1", "t0")),
  VISITS(
      EventType.VISIT,
      "customer_id,event_time,visit_id,kind,channel,staff_id,store",
      "an,1,v1,RESERVED,web,s1,q1",
      new Visit("an", 1, "v1", Visit.Kind.RESERVED, "web", "s1", "q1")),
  FEEDBACK(
      EventType.FEEDBACK,
      "customer_id,event_time,feedback_id,rating,scale_min,scale_max,metric,nps,expectation,emotion,comment,lang,channel,public,"
          + "stage,staff_id,store,order_id,case_id",
      "an,1,f1,7.5,0,10,CSAT,9,ABOVE,joy,\"ngon, rẻ\",vi,web,true,AFTER_SALE,s1,q1,t1,c1",
      new Feedback(
          "an",
          1,
          "f1",
          7.5,
          0.0,
          10.0,
          Feedback.Metric.CSAT,
          9,
          Feedback.Expectation.ABOVE,
          "joy",
          "ngon, rẻ",
          "vi",
          "web",
          true,
          Feedback.Stage.AFTER_SALE,
          "s1",
          "q1",
          "t1",
          "c1")),
  CASES(
      EventType.CASE,
      "customer_id,event_time,case_id,status,complaint,category,promised_by,channel,staff_id",
      "an,1,c1,OPENED,false,late,86400000,web,s1",
      new CaseUpdate(
          "an",
          1,
          "c1/OPENED/1",
          "c1",
          CaseUpdate.Status.OPENED,
          false,
          "late",
          86_400_000L,
          "web",
          "s1")),
  OBSERVATIONS(
      EventType.OBSERVATION,
      "customer_id,event_time,observation_id,kind,competitor,comment,staff_id",
      "an,1,o1,COMPETITOR_PRICE,Other,cheaper there,s1",
      new Observation(
          "an", 1, "o1", Observation.Kind.COMPETITOR_PRICE, "Other", "cheaper there", "s1")),
  REFERRALS(
      EventType.REFERRAL,
      "customer_id,event_time,referral_id,referred_customer_id,channel",
      "an,1,r1,binh,web",
      new Referral("an", 1, "r1", "binh", "web")),
  PROFILES(
      EventType.PROFILE,
      "customer_id,event_time,segment,birthday,joined_on,home_currency,store,owner_id,preferred_channel,consent_analytics,"
          + "consent_contact",
      "an,1,retail,1980-02-29,2010-01-01,vnd,q1,u1,ZALO,true,false",
      new Profile(
          "an",
          1,
          "an/1",
          "retail",
          LocalDate.of(1980, 2, 29),
          LocalDate.of(2010, 1, 1),
          "VND",
          "q1",
          "u1",
          Profile.ContactChannel.ZALO,
          true,
          false)),
  ACTIONS(
      EventType.ACTION,
      "customer_id,event_time,action_id,action,alert_id,until,score,author,reason,outcome,loss_reason,competitor",
      "an,1,x1,OVERRIDE_SCORE,al1,86400000,80.5,u1,friend,LISTENED,price,Other",
      new CrmAction(
          "an",
          1,
          "x1",
          CrmAction.Kind.OVERRIDE_SCORE,
          "al1",
          86_400_000L,
          80.5,
          "u1",
          "friend",
          CrmAction.Outcome.LISTENED,
          "price",
          "Other"));

  private final EventType type;
  private final String header;
  private final String row;
  private final CustomerEvent event;

  EveryColumn(EventType type, String header, String row, CustomerEvent event) {
    this.type = type;
    this.header = header;
    this.row = row;
    this.event = event;
  }

  EventType type() {
    return type;
  }

  String header() {
    return header;
  }

  String row() {
    return row;
  }

  CustomerEvent event() {
    return event;
  }
}
