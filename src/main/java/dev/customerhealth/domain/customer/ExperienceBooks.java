package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.ExperienceView;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Occasion;
import dev.customerhealth.domain.experience.Occasion.Intent;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was said and noticed into a customer's experience: fading sums for what is said once,
 * files for what may still change.
 */
final class ExperienceBooks {

  private final ExperienceRules rules;
  private final ExperienceModel model;
  private final CalendarDays calendar;

  ExperienceBooks(ExperienceRules rules, ExperienceModel model, CalendarDays calendar) {
    this.rules = rules;
    this.model = model;
    this.calendar = calendar;
  }

  /** Sums that were begun under other rules fade from now on as these say. */
  void settle(Customer customer) {
    Experience experience = customer.experience;
    long now = customer.clockMillis;
    if (experience.said != null) {
      experience.said = experience.said.withHalfLife(rules.halfLifeDays(), now);
    }
    if (experience.advocacy != null) {
      double days = rules.advocacy().halfLifeDays();
      experience.advocacy = experience.advocacy.withHalfLife(days, now);
    }
  }

  static void hear(Customer customer, long timeMillis) {
    Experience experience = customer.experience;
    experience.saidMillis = Math.max(experience.saidMillis, timeMillis);
  }

  static CaseFile caseFile(Experience experience, String caseId) {
    CaseFile known = experience.caseFile(caseId);
    if (known != null) {
      return known;
    }
    CaseFile fresh = new CaseFile(caseId);
    experience.cases.add(fresh);
    experience.cases.sort(Comparator.comparing(CaseFile::caseId));
    return fresh;
  }

  static void refer(Experience experience, Referral referral) {
    String referred = referral.referredCustomerId();
    referralFile(experience, referral.id(), referral.timeMillis(), referred).channel =
        referral.channel();
  }

  private static ReferralFile referralFile(
      Experience experience, String referralId, long referredMillis, String referredCustomerId) {
    ReferralFile known = experience.referral(referralId);
    if (known != null) {
      return known;
    }
    ReferralFile fresh = new ReferralFile(referralId, referredMillis, referredCustomerId);
    experience.referrals.add(fresh);
    experience.referrals.sort(Comparator.comparing(ReferralFile::referralId));
    return fresh;
  }

  /** The newest word on a referral holds, whatever the order of arrival. */
  static void convert(Experience experience, Conversion conversion) {
    String referred = conversion.referredCustomerId();
    ReferralFile file =
        referralFile(experience, conversion.referralId(), conversion.referredAtMillis(), referred);
    boolean samePerson = file.referredCustomerId().equals(referred);
    if (samePerson && conversion.revision() > file.conversionRevision) {
      file.conversionRevision = conversion.revision();
      file.convertedMillis = conversion.converted() ? (Long) conversion.timeMillis() : null;
    }
  }

  /**
   * Books one piece of feedback or one observation.
   *
   * @param caseId the case that it belongs to, if any
   * @return empty without any cue
   */
  Optional<Reading> say(
      Customer customer,
      CustomerEvent event,
      List<Cue> cues,
      Intent intent,
      @Nullable String caseId) {
    Experience experience = customer.experience;
    Optional<Reading> reading = model.read(cues);
    if (reading.isPresent()) {
      experience.said = plus(customer, Shared.timed(model.shared(cues), event.timeMillis()));
    }
    Occasion occasion =
        new Occasion(
            event.timeMillis(),
            reading.map(Reading::level).orElse(null),
            reading.map(Reading::bound).map(bound -> bound.code()).orElse(null),
            cues.stream().anyMatch(cue -> cue.code() == CueCode.COMPETITOR_MENTIONED),
            intent,
            caseId);
    experience.note(occasion);
    return reading;
  }

  private LatentSums plus(Customer customer, List<TimedCue> cues) {
    return plus(customer.experience.said, rules.halfLifeDays(), cues);
  }

  private static LatentSums plus(
      @Nullable LatentSums sums, double halfLifeDays, List<TimedCue> cues) {
    LatentSums total = sums == null ? LatentSums.empty(halfLifeDays) : sums;
    for (TimedCue cue : cues) {
      total = total.plus(cue.cue(), cue.timeMillis());
    }
    return total;
  }

  /** What was said of us to others: recommending, telling, shaming. */
  void noteAdvocacy(Customer customer, Feedback feedback, List<Cue> cues) {
    AdvocacyRules advocacy = rules.advocacy();
    var values = new ArrayList<Double>(2);
    Integer nps = feedback.nps();
    if (nps != null) {
      values.add(nps / 10.0);
    }
    if (cues.stream().anyMatch(cue -> cue.code() == CueCode.PUBLIC_SHAMING)) {
      values.add(advocacy.publicShaming());
    } else if (cues.stream().anyMatch(ExperienceBooks::tells)) {
      values.add(advocacy.toldSomebody());
    }
    List<Cue> statements = values.stream().map(ExperienceView::statement).toList();
    if (!statements.isEmpty()) {
      advocate(customer, Shared.timed(statements, feedback.timeMillis()));
    }
  }

  private void advocate(Customer customer, List<TimedCue> statements) {
    Experience experience = customer.experience;
    experience.advocacy = plus(experience.advocacy, rules.advocacy().halfLifeDays(), statements);
  }

  private static boolean tells(Cue cue) {
    return cue.code() == CueCode.TOLD_SOMEBODY || cue.code() == CueCode.PUBLIC_PRAISE;
  }

  /** Drops what nothing asks for any more; what cases and referrals said stays in the sums. */
  void prune(Customer customer, CareRules care, int today) {
    Experience experience = customer.experience;
    if (experience.isEmpty()) {
      return;
    }
    experience.occasions.removeIf(occasion -> isGone(occasion.timeMillis(), today));
    for (CaseFile file : List.copyOf(experience.cases)) {
      if (isGone(file.lastStepMillis(), today)) {
        close(customer, care, file);
      }
    }
    for (ReferralFile file : List.copyOf(experience.referrals)) {
      if (isGone(file.lastMillis(), today)) {
        close(customer, file);
      }
    }
  }

  private void close(Customer customer, CareRules care, CaseFile file) {
    List<TimedCue> cues = file.cues(rules, care, customer.clockMillis);
    customer.experience.said = plus(customer, Shared.of(model, cues));
    customer.experience.cases.remove(file);
  }

  private void close(Customer customer, ReferralFile file) {
    customer.experience.said = plus(customer, Shared.of(model, file.cues(rules)));
    advocate(customer, List.of(ExperienceView.statement(file, rules.advocacy())));
    customer.experience.referrals.remove(file);
  }

  /** Nobody has so many; whoever writes them, the oldest go into the sums. */
  void closeBeyondLimit(Customer customer, CareRules care) {
    Experience experience = customer.experience;
    if (experience.cases.size() > Experience.MOST_FILES) {
      close(
          customer,
          care,
          Collections.min(experience.cases, Comparator.comparingLong(CaseFile::lastStepMillis)));
    }
    if (experience.referrals.size() > Experience.MOST_FILES) {
      close(
          customer,
          Collections.min(
              experience.referrals, Comparator.comparingLong(ReferralFile::lastMillis)));
    }
  }

  private boolean isGone(long timeMillis, int today) {
    return today - calendar.dayOf(timeMillis) >= Ledger.REACH_DAYS;
  }
}
