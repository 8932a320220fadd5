package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.ExperienceView;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.Occasion;
import dev.customerhealth.domain.experience.Occasion.Intent;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.ServiceLevel.Setting;
import dev.customerhealth.domain.experience.ServiceLevel.State;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.experience.Told;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was said and noticed into a customer's books, and publishes the levels it reveals.
 */
final class ServiceLevels {

  private final Rules rules;
  private final ExperienceRules experienceRules;
  private final CalendarDays calendar;
  private final FeedbackCues feedbackCues;
  private final ExperienceModel model;

  ServiceLevels(Rules rules, CalendarDays calendar) {
    this.rules = rules;
    this.experienceRules = rules.experience();
    this.calendar = calendar;
    this.feedbackCues = new FeedbackCues(experienceRules);
    this.model = new ExperienceModel(experienceRules);
  }

  /**
   * Books an event and publishes the level that it reveals by itself; others change nothing.
   *
   * @return what was said; null when the event is nobody's word
   */
  @Nullable Heard book(Customer customer, String customerId, CustomerEvent event, Publisher out) {
    if (customer.refusesAnalytics()) {
      return null;
    }
    Heard heard = take(customer, customerId, event, out);
    closeBeyondLimit(customer);
    return heard;
  }

  private @Nullable Heard take(
      Customer customer, String customerId, CustomerEvent event, Publisher out) {
    if (event instanceof Feedback feedback) {
      hear(customer, feedback.timeMillis());
      List<Cue> cues = feedbackCues.of(feedback);
      noteAdvocacy(customer, feedback, cues);
      Optional<Reading> reading = say(customer, event, cues, Intent.NONE, feedback.caseId());
      publishOnce(customer, customerId, event, feedback.id(), reading, setting(feedback), out);
      return heard(reading, cues, Intent.NONE, feedback.caseId());
    } else if (event instanceof Observation observation) {
      hear(customer, observation.timeMillis());
      List<Cue> cues = feedbackCues.of(observation);
      Optional<Reading> reading = say(customer, event, cues, intent(observation), null);
      if (reading.isPresent()) {
        Setting staff = new Setting(null, null, observation.staffId(), null, null, null);
        String key = "observation:" + observation.id();
        publishOnce(customer, customerId, event, key, reading, staff, out);
      }
      return heard(reading, cues, intent(observation), null);
    } else if (event instanceof CaseUpdate update) {
      hear(customer, update.timeMillis());
      caseFile(customer.experience, update.caseId()).add(update);
    } else if (event instanceof Referral referral) {
      refer(customer.experience, referral);
    } else if (event instanceof Conversion conversion) {
      convert(customer.experience, conversion);
    }
    return null;
  }

  private static Heard heard(
      Optional<Reading> reading, List<Cue> cues, Intent intent, @Nullable String caseId) {
    return new Heard(reading.map(Reading::level).orElse(null), cues, intent, caseId);
  }

  private static void hear(Customer customer, long timeMillis) {
    Experience experience = customer.experience;
    experience.saidMillis = Math.max(experience.saidMillis, timeMillis);
  }

  private static CaseFile caseFile(Experience experience, String caseId) {
    CaseFile known = experience.caseFile(caseId);
    if (known != null) {
      return known;
    }
    CaseFile fresh = new CaseFile(caseId);
    experience.cases.add(fresh);
    experience.cases.sort(Comparator.comparing(CaseFile::caseId));
    return fresh;
  }

  private static void refer(Experience experience, Referral referral) {
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
  private static void convert(Experience experience, Conversion conversion) {
    String referred = conversion.referredCustomerId();
    ReferralFile file =
        referralFile(experience, conversion.referralId(), conversion.referredAtMillis(), referred);
    boolean samePerson = file.referredCustomerId().equals(referred);
    if (samePerson && conversion.revision() > file.conversionRevision) {
      file.conversionRevision = conversion.revision();
      file.convertedMillis = conversion.converted() ? (Long) conversion.timeMillis() : null;
    }
  }

  private static Setting setting(Feedback feedback) {
    return new Setting(
        feedback.channel(),
        feedback.stage(),
        feedback.staffId(),
        feedback.store(),
        feedback.orderId(),
        feedback.caseId());
  }

  private static Intent intent(Observation observation) {
    return switch (observation.kind()) {
      case LEAVING -> Intent.LEAVING;
      case STAYING -> Intent.STAYING;
      default -> Intent.NONE;
    };
  }

  private Optional<Reading> say(
      Customer customer,
      CustomerEvent event,
      List<Cue> cues,
      Intent intent,
      @Nullable String caseId) {
    Experience experience = customer.experience;
    Optional<Reading> reading = model.read(cues);
    if (reading.isPresent()) {
      experience.said = plus(customer, timed(model.shared(cues), event.timeMillis()));
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
    return plus(
        customer.experience.said, experienceRules.halfLifeDays(), cues, customer.clockMillis);
  }

  /** Sums that were kept under another half-life go on under the one in force. */
  private static LatentSums plus(
      @Nullable LatentSums sums, double halfLifeDays, List<TimedCue> cues, long nowMillis) {
    LatentSums total =
        sums == null ? LatentSums.empty(halfLifeDays) : sums.withHalfLife(halfLifeDays, nowMillis);
    for (TimedCue cue : cues) {
      total = total.plus(cue.cue(), cue.timeMillis());
    }
    return total;
  }

  private static List<TimedCue> timed(List<Cue> cues, long timeMillis) {
    return cues.stream().map(cue -> new TimedCue(cue, timeMillis)).toList();
  }

  /** What was said of us to others: recommending, telling, shaming. */
  private void noteAdvocacy(Customer customer, Feedback feedback, List<Cue> cues) {
    AdvocacyRules advocacy = experienceRules.advocacy();
    var values = new ArrayList<Double>(2);
    Integer nps = feedback.nps();
    if (nps != null) {
      values.add(nps / 10.0);
    }
    if (cues.stream().anyMatch(cue -> cue.code() == CueCode.PUBLIC_SHAMING)) {
      values.add(advocacy.publicShaming());
    } else if (cues.stream().anyMatch(ServiceLevels::tells)) {
      values.add(advocacy.toldSomebody());
    }
    List<Cue> statements = values.stream().map(ExperienceView::statement).toList();
    if (!statements.isEmpty()) {
      advocate(customer, timed(statements, feedback.timeMillis()));
    }
  }

  private void advocate(Customer customer, List<TimedCue> statements) {
    double halfLifeDays = experienceRules.advocacy().halfLifeDays();
    Experience experience = customer.experience;
    experience.advocacy = plus(experience.advocacy, halfLifeDays, statements, customer.clockMillis);
  }

  private static boolean tells(Cue cue) {
    return cue.code() == CueCode.TOLD_SOMEBODY || cue.code() == CueCode.PUBLIC_PRAISE;
  }

  /** Something that says all it has to say at once. */
  private void publishOnce(
      Customer customer,
      String customerId,
      CustomerEvent event,
      String key,
      Optional<Reading> reading,
      Setting setting,
      Publisher out) {
    out.level(
        new ServiceLevel(
            customerId,
            key,
            1,
            State.CONFIRMED,
            event.timeMillis(),
            customer.clockMillis,
            reading.orElse(null),
            setting,
            segment(customer),
            rules.version()));
    reading.ifPresent(
        found -> {
          List<TimedCue> cues = timed(cues(found), event.timeMillis());
          share(customer, customerId, cues, setting, found.level(), 1, out);
        });
  }

  private static List<Cue> cues(Reading reading) {
    return reading.evidence().stream()
        .map(evidence -> evidence.cue())
        .filter(cue -> cue.code() != CueCode.PRIOR)
        .toList();
  }

  /**
   * Publishes what cases and referrals say up to the customer's clock, where that has changed.
   *
   * @return whether anything has
   */
  boolean tell(Customer customer, String customerId, Publisher out) {
    if (customer.refusesAnalytics()) {
      return false;
    }
    boolean news = false;
    CareRules care = care(customer);
    for (CaseFile file : customer.experience.cases) {
      List<TimedCue> cues = file.cues(experienceRules, care, customer.clockMillis);
      boolean settled = !file.isOpen(care);
      Setting setting = file.setting();
      if (isNews(file.told, cues, settled)) {
        String key = key(file);
        file.told = retell(customer, customerId, key, file.told, cues, settled, setting, out);
        news = true;
      }
    }
    for (ReferralFile file : customer.experience.referrals) {
      List<TimedCue> cues = file.cues(experienceRules);
      if (isNews(file.told, cues, false)) {
        Setting setting = new Setting(file.channel, null, null, null, null, null);
        String key = key(file);
        file.told = retell(customer, customerId, key, file.told, cues, false, setting, out);
        news = true;
      }
    }
    return news;
  }

  /** Takes back what is known by its key of a customer who does not want to be scored any more. */
  void withdraw(Customer customer, String customerId, Publisher out) {
    for (CaseFile file : customer.experience.cases) {
      file.told = withdrawn(customer, customerId, key(file), file.told, out);
    }
    for (ReferralFile file : customer.experience.referrals) {
      file.told = withdrawn(customer, customerId, key(file), file.told, out);
    }
    Silence silence = customer.experience.silence;
    if (silence != null) {
      int today = calendar.dayOf(customer.clockMillis);
      publish(
          customer, customerId, silence.movedTo(State.WITHDRAWN, Integer.MIN_VALUE, today), out);
      customer.experience.silence = null;
    }
  }

  private Told withdrawn(
      Customer customer, String customerId, String key, Told told, Publisher out) {
    return told.level() == null
        ? told
        : retell(customer, customerId, key, told, List.of(), false, told.setting(), out);
  }

  static String key(CaseFile file) {
    return "case:" + file.caseId();
  }

  static String key(ReferralFile file) {
    return "referral:" + file.referralId();
  }

  static String key(Silence silence) {
    return "silence:" + silence.lastId();
  }

  private static boolean isNews(Told told, List<TimedCue> cues, boolean settled) {
    boolean sameCues = codes(told.cues()).equals(codes(cues));
    return !sameCues || (!cues.isEmpty() && told.settled() != settled);
  }

  private static List<CueCode> codes(List<TimedCue> cues) {
    return cues.stream().map(cue -> cue.cue().code()).toList();
  }

  private Told retell(
      Customer customer,
      String customerId,
      String key,
      Told told,
      List<TimedCue> cues,
      boolean settled,
      Setting setting,
      Publisher out) {
    Reading reading = read(cues, settled);
    long eventTime =
        cues.stream().mapToLong(TimedCue::timeMillis).max().orElse(customer.clockMillis);
    out.level(
        new ServiceLevel(
            customerId,
            key,
            told.revision() + 1,
            reading == null ? State.WITHDRAWN : State.CONFIRMED,
            eventTime,
            customer.clockMillis,
            reading,
            setting,
            segment(customer),
            rules.version()));
    Level before = told.level();
    if (before != null) {
      share(customer, customerId, shared(told.cues()), told.setting(), before, -1, out);
    }
    if (reading != null) {
      share(customer, customerId, shared(cues), setting, reading.level(), 1, out);
    }
    Level level = reading == null ? null : reading.level();
    return new Told(told.revision() + 1, level, cues, settled, setting);
  }

  private @Nullable Reading read(List<TimedCue> timed, boolean settled) {
    List<Cue> cues = timed.stream().map(TimedCue::cue).toList();
    return (settled ? model.readSettled(cues) : model.read(cues)).orElse(null);
  }

  private List<TimedCue> shared(List<TimedCue> cues) {
    List<Cue> shared = model.shared(cues.stream().map(TimedCue::cue).toList());
    var timed = new ArrayList<TimedCue>(cues.size());
    for (int i = 0; i < cues.size(); i++) {
      timed.add(new TimedCue(shared.get(i), cues.get(i).timeMillis()));
    }
    return timed;
  }

  /**
   * @param sign 1 to add, -1 to take back
   */
  private void share(
      Customer customer,
      String customerId,
      List<TimedCue> cues,
      Setting setting,
      Level level,
      int sign,
      Publisher out) {
    LatentSums sums = LatentSums.empty(experienceRules.halfLifeDays());
    for (TimedCue cue : cues) {
      sums =
          sign > 0
              ? sums.plus(cue.cue(), cue.timeMillis())
              : sums.minus(cue.cue(), cue.timeMillis());
    }
    for (String key : StandingShare.keys(setting)) {
      out.standing(
          StandingShare.of(key, customerId, customer.clockMillis, sums, sign, level.isSuccess()));
    }
  }

  /**
   * Publishes what a silence says: provisional when it begins to speak, confirmed when the customer
   * is lost, withdrawn when the customer came, or was heard of, before.
   *
   * @return whether there was anything to say
   */
  boolean tellSilence(HealthView view, String customerId, Assessment now, Publisher out) {
    int today = now.day();
    Customer customer = view.customer;
    if (customer.refusesAnalytics()) {
      return false;
    }
    Experience experience = customer.experience;
    Silence told = experience.silence;
    boolean news = false;
    if (told != null && told.lastDay() != customer.rhythm.lastDay()) {
      news = publish(customer, customerId, told.endedBy(customer.rhythm.lastDay(), today), out);
      experience.silence = null;
    }
    Silence next = view.behaviour.next(now);
    if (next != null) {
      experience.silence = next;
      news |= publish(customer, customerId, next, out);
    }
    return news;
  }

  private boolean publish(
      Customer customer, String customerId, @Nullable Silence silence, Publisher out) {
    if (silence == null) {
      return false;
    }
    boolean stands = silence.state() != State.WITHDRAWN;
    List<Cue> cues = stands ? List.of(experienceRules.cue(CueCode.SILENT_NON_RETURN)) : List.of();
    out.level(
        new ServiceLevel(
            customerId,
            key(silence),
            silence.revision(),
            silence.state(),
            calendar.startOf(silence.sinceDay()),
            customer.clockMillis,
            model.read(cues).orElse(null),
            Setting.UNKNOWN,
            segment(customer),
            rules.version()));
    return true;
  }

  /** Drops what nothing asks for any more; what cases and referrals said stays in the sums. */
  void prune(Customer customer, int today) {
    Experience experience = customer.experience;
    if (experience.isEmpty()) {
      return;
    }
    experience.occasions.removeIf(occasion -> isGone(occasion.timeMillis(), today));
    List.copyOf(experience.cases).stream()
        .filter(file -> isGone(file.lastStepMillis(), today))
        .forEach(file -> close(customer, file));
    List.copyOf(experience.referrals).stream()
        .filter(file -> isGone(file.lastMillis(), today))
        .forEach(file -> close(customer, file));
  }

  private void close(Customer customer, CaseFile file) {
    List<TimedCue> cues = file.cues(experienceRules, care(customer), customer.clockMillis);
    customer.experience.said = plus(customer, shared(cues));
    customer.experience.cases.remove(file);
  }

  private void close(Customer customer, ReferralFile file) {
    customer.experience.said = plus(customer, shared(file.cues(experienceRules)));
    advocate(customer, List.of(ExperienceView.statement(file, experienceRules.advocacy())));
    customer.experience.referrals.remove(file);
  }

  /** Nobody has so many; whoever writes them, the oldest go into the sums. */
  private void closeBeyondLimit(Customer customer) {
    Experience experience = customer.experience;
    if (experience.cases.size() > Experience.MOST_FILES) {
      close(
          customer,
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

  private CareRules care(Customer customer) {
    return rules.segment(customer.segmentName()).score().care();
  }

  private @Nullable String segment(Customer customer) {
    return customer.profile == null ? null : rules.segment(customer.segmentName()).name();
  }
}
