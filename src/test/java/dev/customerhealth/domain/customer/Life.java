package dev.customerhealth.domain.customer;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A customer lives through events and time, as the operator would have it, and everything that was
 * said is kept.
 */
public class Life implements Publisher {

  static final Comparator<CustomerEvent> IN_TIME_ORDER =
      Comparator.comparingLong(CustomerEvent::timeMillis)
          .thenComparing(CustomerEvent::type)
          .thenComparing(CustomerEvent::id);

  public final List<HealthScore> records = new ArrayList<>();
  public final List<Weight> weights = new ArrayList<>();
  public final List<Long> withdrawnAt = new ArrayList<>();
  public final List<String> withdrawnLevels = new ArrayList<>();
  public final List<ServiceLevel> levels = new ArrayList<>();
  public final List<StandingShare> shares = new ArrayList<>();
  public final List<Signal> signals = new ArrayList<>();
  public final List<LaterPurchase> purchases = new ArrayList<>();
  public final List<Outcome> outcomes = new ArrayList<>();
  private final String customerId;
  private CustomerTimeline timeline;
  private Customer customer = new Customer();

  public Life(String customerId, Rules rules, int refreshDays, long endMillis) {
    this(customerId, new CustomerTimeline(rules, refreshDays, endMillis));
  }

  /** For many lives: to read the rules takes longer than to live. */
  public Life(String customerId, CustomerTimeline timeline) {
    this.customerId = customerId;
    this.timeline = timeline;
  }

  /** Under the shipped rules, to the end of a day, without refreshes. */
  public static Life of(Story story, String lastDay) {
    return of(story, lastDay, RulesYaml.shipped());
  }

  public static Life of(Story story, String lastDay, Rules rules) {
    long end = endOf(lastDay);
    Life life = new Life(story.customerId(), rules, 0, end);
    story.events().stream().sorted(IN_TIME_ORDER).forEach(life::meet);
    life.passTo(end);
    return life;
  }

  public static long endOf(String day) {
    return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        - 1;
  }

  /** Other rules hold from here on. */
  public Life under(Rules rules) {
    timeline = new CustomerTimeline(rules, 0, Customer.NEVER);
    return this;
  }

  /** Time passes to just before the event, then it happens. */
  public Outcome meet(CustomerEvent event) {
    passTo(event.timeMillis() - 1);
    return arrive(event);
  }

  /** It becomes known now, whenever it happened. */
  public Outcome arrive(CustomerEvent event) {
    Outcome outcome = timeline.apply(customer, customerId, event, this);
    outcomes.add(outcome);
    return outcome;
  }

  public void passTo(long millis) {
    if (!timeline.passTime(customer, customerId, millis, this)) {
      customer = new Customer();
    }
  }

  @Override
  public void score(HealthScore score, Weight weight, boolean isFinal) {
    records.add(score);
    weights.add(weight);
  }

  @Override
  public void level(ServiceLevel level) {
    levels.add(level);
  }

  @Override
  public void standing(StandingShare share) {
    shares.add(share);
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void purchase(LaterPurchase purchase) {
    purchases.add(purchase);
  }

  @Override
  public void withdrawLevel(String key, long atMillis) {
    withdrawnLevels.add(key);
  }

  @Override
  public void withdraw(String id, long atMillis) {
    withdrawnAt.add(atMillis);
  }

  public Customer customer() {
    return customer;
  }

  public HealthScore lastRecord() {
    return records.get(records.size() - 1);
  }

  /** The newest record of that day or before it. */
  public HealthScore on(LocalDate date) {
    long end = endOf(date.toString());
    HealthScore found = records.get(0);
    for (HealthScore score : records) {
      found = score.asOfMillis() <= end ? score : found;
    }
    return found;
  }

  public HealthScore on(String date) {
    return on(LocalDate.parse(date));
  }

  public LifeStatus statusOn(LocalDate date) {
    return on(date).status();
  }

  public Band bandOn(LocalDate date) {
    return on(date).band();
  }

  public List<LocalDate> daysWith(LifeStatus status) {
    return records.stream().filter(r -> r.status() == status).map(Life::day).toList();
  }

  public static LocalDate day(HealthScore score) {
    return LocalDate.ofEpochDay(Math.floorDiv(score.asOfMillis(), 86_400_000L));
  }

  /** Everything that is published, as text: the arrays of the windows have no equality. */
  public static String text(HealthScore score) {
    return score.toString().replaceAll("\\[J@[0-9a-f]+", "[]") + windows(score);
  }

  public static String windows(HealthScore score) {
    return Arrays.toString(score.windows().spend())
        + Arrays.toString(score.windows().visits())
        + Arrays.toString(score.windows().items());
  }

  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      texts.add(weights.get(i) + " " + text(records.get(i)));
    }
    signals.forEach(signal -> texts.add(signal.toString()));
    purchases.forEach(purchase -> texts.add(purchase.toString()));
    withdrawnAt.forEach(at -> texts.add("withdrawn " + at));
    return texts;
  }
}
