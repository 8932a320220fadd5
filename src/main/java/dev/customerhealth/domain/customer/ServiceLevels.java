package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.experience.Occasion.Intent;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.ServiceLevel.Setting;
import dev.customerhealth.domain.experience.ServiceLevel.State;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.experience.Told;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service levels of a customer: reads them from what is said and noticed, and publishes them
 * where they have changed.
 */
final class ServiceLevels {

  private final Rules rules;
  private final CalendarDays calendar;
  private final FeedbackCues feedbackCues;
  private final ExperienceModel model;
  private final ExperienceBooks books;

  ServiceLevels(Rules rules, CalendarDays calendar) {
    this.rules = rules;
    this.calendar = calendar;
    this.feedbackCues = new FeedbackCues(rules.experience());
    this.model = new ExperienceModel(rules.experience());
    this.books = new ExperienceBooks(rules.experience(), model, calendar);
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
    LevelNews news = news(customer, customerId, out);
    if (event instanceof Feedback feedback) {
      return hear(feedback, news);
    }
    if (event instanceof Observation observation) {
      return hear(observation, news);
    }
    file(customer, event);
    books.closeBeyondLimit(customer, care(customer));
    return null;
  }

  private Heard hear(Feedback feedback, LevelNews news) {
    Customer customer = news.customer();
    ExperienceBooks.hear(customer, feedback.timeMillis());
    List<Cue> cues = feedbackCues.of(feedback);
    books.noteAdvocacy(customer, feedback, cues);
    Optional<Reading> reading = books.say(customer, feedback, cues, Intent.NONE, feedback.caseId());
    news.once(feedback.id(), feedback.timeMillis(), reading, setting(feedback));
    return heard(reading, cues, Intent.NONE, feedback.caseId());
  }

  private Heard hear(Observation observation, LevelNews news) {
    Customer customer = news.customer();
    ExperienceBooks.hear(customer, observation.timeMillis());
    List<Cue> cues = feedbackCues.of(observation);
    Intent intent = intent(observation);
    Optional<Reading> reading = books.say(customer, observation, cues, intent, null);
    if (reading.isPresent()) {
      Setting staff = new Setting(null, null, observation.staffId(), null, null, null);
      news.once("observation:" + observation.id(), observation.timeMillis(), reading, staff);
    }
    return heard(reading, cues, intent, null);
  }

  private static void file(Customer customer, CustomerEvent event) {
    Experience experience = customer.experience;
    if (event instanceof CaseUpdate update) {
      ExperienceBooks.hear(customer, update.timeMillis());
      ExperienceBooks.caseFile(experience, update.caseId()).add(update);
    } else if (event instanceof Referral referral) {
      ExperienceBooks.refer(experience, referral);
    } else if (event instanceof Conversion conversion) {
      ExperienceBooks.convert(experience, conversion);
    }
  }

  private static Heard heard(
      Optional<Reading> reading, List<Cue> cues, Intent intent, @Nullable String caseId) {
    return new Heard(reading.map(Reading::level).orElse(null), cues, intent, caseId);
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

  /**
   * Publishes what cases and referrals say up to the customer's clock, where that has changed.
   *
   * @return whether anything has
   */
  boolean tell(Customer customer, String customerId, Publisher out) {
    if (customer.refusesAnalytics()) {
      return false;
    }
    LevelNews news = news(customer, customerId, out);
    boolean any = false;
    CareRules care = care(customer);
    for (CaseFile file : customer.experience.cases) {
      List<TimedCue> cues = file.cues(rules.experience(), care, customer.clockMillis);
      boolean settled = !file.isOpen(care);
      if (isNews(file.told, cues, settled)) {
        file.told = news.again(key(file), file.told, cues, settled, file.setting());
        any = true;
      }
    }
    for (ReferralFile file : customer.experience.referrals) {
      List<TimedCue> cues = file.cues(rules.experience());
      if (isNews(file.told, cues, false)) {
        Setting setting = new Setting(file.channel, null, null, null, null, null);
        file.told = news.again(key(file), file.told, cues, false, setting);
        any = true;
      }
    }
    return any;
  }

  private static boolean isNews(Told told, List<TimedCue> cues, boolean settled) {
    return !isSame(told.cues(), cues) || (!cues.isEmpty() && told.settled() != settled);
  }

  /** Which cues, since when: not how strong, which rules may change at any time. */
  private static boolean isSame(List<TimedCue> told, List<TimedCue> now) {
    boolean same = told.size() == now.size();
    for (int i = 0; i < now.size() && same; i++) {
      TimedCue before = told.get(i);
      TimedCue cue = now.get(i);
      same = before.timeMillis() == cue.timeMillis() && before.cue().code() == cue.cue().code();
    }
    return same;
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

  /** Takes back what is known by its key of a customer who does not want to be scored any more. */
  void withdraw(Customer customer, String customerId, Publisher out) {
    LevelNews news = news(customer, customerId, out);
    Experience experience = customer.experience;
    experience.cases.forEach(file -> file.told = news.takenBack(key(file), file.told));
    experience.referrals.forEach(file -> file.told = news.takenBack(key(file), file.told));
    Silence silence = experience.silence;
    if (silence != null) {
      int today = calendar.dayOf(customer.clockMillis);
      news.silence(silence.movedTo(State.WITHDRAWN, Integer.MIN_VALUE, today));
      experience.silence = null;
    }
  }

  /**
   * Publishes what a silence says: provisional when it begins to speak, confirmed when the customer
   * is lost, withdrawn when the customer came, or was heard of, before.
   *
   * @return whether there was anything to say
   */
  boolean tellSilence(HealthView view, String customerId, Assessment now, Publisher out) {
    Customer customer = view.customer;
    if (customer.refusesAnalytics()) {
      return false;
    }
    LevelNews news = news(customer, customerId, out);
    Experience experience = customer.experience;
    Silence told = experience.silence;
    boolean any = false;
    if (told != null && told.lastDay() != customer.rhythm.lastDay()) {
      any = news.silence(told.endedBy(customer.rhythm.lastDay(), now.day()));
      experience.silence = null;
    }
    Silence next = view.behaviour.next(now.outlook());
    if (next != null) {
      experience.silence = next;
      any |= news.silence(next);
    }
    return any;
  }

  /** Sums that were begun under other rules fade from now on as these say. */
  void settle(Customer customer) {
    books.settle(customer);
  }

  /** Drops what nothing asks for any more. */
  void prune(Customer customer, int today) {
    books.prune(customer, care(customer), today);
  }

  private LevelNews news(Customer customer, String customerId, Publisher out) {
    return new LevelNews(rules, model, calendar, customer, customerId, out);
  }

  private CareRules care(Customer customer) {
    return rules.segment(customer.segmentName()).score().care();
  }
}
