package dev.customerhealth.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Events for tests, with only what matters there. */
public final class Facts {

  private Facts() {}

  public static Purchase purchase(String id, long timeMillis, @Nullable String amount) {
    return purchase(id, timeMillis, amount, "GBP", 1, null, null);
  }

  public static Purchase purchase(
      String id,
      long timeMillis,
      @Nullable String amount,
      String currency,
      @Nullable Integer items,
      @Nullable String line,
      @Nullable String reverses) {
    return new Purchase(
        "c",
        timeMillis,
        id,
        amount == null ? null : new BigDecimal(amount),
        currency,
        items,
        line,
        null,
        null,
        null,
        reverses);
  }

  public static Visit visit(String id, long timeMillis, Visit.Kind kind) {
    return new Visit("c", timeMillis, id, kind, null, null, null);
  }

  public static Profile profile(
      long timeMillis,
      @Nullable String segment,
      @Nullable String homeCurrency,
      @Nullable Boolean consentAnalytics) {
    String id = "c/" + timeMillis;
    return new Profile(
        "c",
        timeMillis,
        id,
        segment,
        null,
        null,
        homeCurrency,
        null,
        null,
        null,
        consentAnalytics,
        null);
  }

  /** Stars of five; null: none. */
  public static Feedback feedback(
      String id, long timeMillis, @Nullable Integer stars, @Nullable String comment) {
    return feedback(id, timeMillis, stars, null, comment, false, null);
  }

  public static Feedback feedback(
      String id,
      long timeMillis,
      @Nullable Integer stars,
      @Nullable Integer nps,
      @Nullable String comment,
      boolean toMany,
      @Nullable String caseId) {
    return new Feedback(
        "c",
        timeMillis,
        id,
        stars == null ? null : (Double) (double) stars,
        stars == null ? null : (Double) 1.0,
        stars == null ? null : (Double) 5.0,
        null,
        nps,
        null,
        null,
        comment,
        null,
        "zalo",
        toMany,
        Feedback.Stage.AFTER_SALE,
        "an",
        null,
        null,
        caseId);
  }

  public static CaseUpdate step(String caseId, long timeMillis, CaseUpdate.Status status) {
    return step(caseId, timeMillis, status, null, null);
  }

  public static CaseUpdate step(
      String caseId,
      long timeMillis,
      CaseUpdate.Status status,
      @Nullable Boolean complaint,
      @Nullable Long promisedByMillis) {
    String id = caseId + '/' + status + '/' + timeMillis;
    return new CaseUpdate(
        "c", timeMillis, id, caseId, status, complaint, null, promisedByMillis, "hotline", "mai");
  }

  public static Observation observation(String id, long timeMillis, Observation.Kind kind) {
    return new Observation("c", timeMillis, id, kind, null, null, "an");
  }

  public static Referral referral(String id, long timeMillis, String referred) {
    return new Referral("c", timeMillis, id, referred, "zalo");
  }

  /** The one who was named in a referral bought. */
  public static Conversion conversion(
      String referralId, int revision, long referredMillis, long boughtMillis) {
    return Conversion.of("c", boughtMillis, referralId, "friend", referredMillis, true, revision);
  }

  public static CrmAction action(String id, long timeMillis, CrmAction.Kind kind) {
    return new CrmAction("c", timeMillis, id, kind, null, null, null, null, null, null, null, null);
  }

  /** A score that Mai sets. */
  public static CrmAction override(String id, long timeMillis, double score, Long untilMillis) {
    return new CrmAction(
        "c",
        timeMillis,
        id,
        CrmAction.Kind.OVERRIDE_SCORE,
        null,
        untilMillis,
        score,
        "mai",
        "knows better",
        null,
        null,
        null);
  }
}
