package dev.customerhealth.operator;

import dev.customerhealth.codec.ConversionBytes;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.cadence.Cadences;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.CustomerTimeline;
import dev.customerhealth.domain.customer.Outcome;
import dev.customerhealth.domain.customer.StorySignals;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Scores customers: the one operator that knows them.
 *
 * <ul>
 *   <li>Key: customer id.
 *   <li>State: {@code customer}, one {@link Customer} in compact bytes; {@code waiting}, events
 *       that event time has not passed yet: those that {@link WaitingEvents} has no room for, and
 *       before a snapshot all of them. Both are gone 1,095 days after the customer's last event
 *       (rule {@code life.forgetAfterDays}). For all customers {@code rules}, the schedule of the
 *       rules, in broadcast state, and {@code waiting-events}, how many of them wait.
 *   <li>Timers, in event time: near, the earliest event waiting in state; far, the next instant at
 *       which time alone asks for a look. Never more than these two are armed; one that became
 *       needless fires and finds nothing to do.
 *   <li>Order: an event is applied when the watermark has passed it, in the order (time, type, id,
 *       bytes), with time's own work in between; so the outputs do not depend on the order of
 *       arrival. An event behind the watermark is applied on arrival and corrects its own day; its
 *       record carries the customer's clock.
 *   <li>Rules: each event and each look is decided by the version in force at its own event time,
 *       so a customer switches at the first of them under a new version. A version that becomes
 *       known after event time has passed its beginning holds for what comes from then on. Event
 *       time is that of the events alone.
 *   <li>Late: older than 400 days before the customer's clock; given back with its bytes.
 *   <li>Output: scores and their kin, each stamped with the event time at which it was decided;
 *       {@link #RETURNED} for inputs that were refused or came too late.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes operators in initializeState and open.
public final class ScoreCustomer extends AbstractStreamOperator<OutputMessage>
    implements TwoInputStreamOperator<Envelope, RulesChange, OutputMessage>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "score-customer";
  public static final OutputTag<OutputMessage> RETURNED =
      new OutputTag<>("returned-input", Types.OUTPUT);

  /** Shares in the standing of staff, channels and stages. */
  public static final OutputTag<StandingShare> STANDING =
      new OutputTag<>("standing", Types.STANDING_SHARE);

  /** What began or ended for a customer, stamped with the event time at which it was decided. */
  public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", Types.SIGNAL);

  /** Purchases of customers for whom an alert may be open, with the time they became known. */
  public static final OutputTag<LaterPurchase> PURCHASES =
      new OutputTag<>("purchases", Types.LATER_PURCHASE);

  /** Those of them that a story can be made of, with the same stamps. */
  public static final OutputTag<Signal> STORY_SIGNALS =
      new OutputTag<>("story-signals", Types.SIGNAL);

  /** What people did, once each: an action that comes again is a duplicate here. */
  public static final OutputTag<CrmAction> ACTIONS = new OutputTag<>("actions", Types.ACTION);

  /** Of events that wait in memory, by estimate; about 70,000 purchases. */
  public static final long MOST_WAITING_BYTES = 32L << 20;

  private static final long serialVersionUID = 1L;

  private static final Comparator<Envelope> IN_TIME_ORDER =
      Comparator.comparingLong(Envelope::timeMillis)
          .thenComparing(Envelope::type)
          .thenComparing(Envelope::id)
          .thenComparing(Envelope::payload, Arrays::compareUnsigned);

  private final StartingRules start;
  private final EventDecoder decoder;
  private final Reports reports;
  private final PublishMode publishMode;
  private final int refreshDays;
  private final long endMillis;
  private final long mostWaitingBytes;

  private transient RulesInForce<Scoring> rules;

  /** Of all versions of the rules: there may be a hundred. */
  private transient Cadences cadences;

  private transient Account account;
  private transient ScorePublisher publisher;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ValueState<Customer> customers;
  private transient WaitingEvents waiting;
  private transient ListState<Envelope> waitingInState;
  private transient ScoringMeters meters;

  /** Epoch milliseconds: all events up to it are known. */
  private transient long eventTimeMillis;

  /** Who has come up to it already, while its timers fire. */
  private transient Set<String> upToDate;

  /** Who is at work. */
  private transient Customer scored;

  /** Signals of whoever is at work. */
  private transient List<Signal> told;

  /**
   * What is made of a version of the rules.
   *
   * @param excluded ids that stand for nobody
   */
  private record Scoring(Rules rules, CustomerTimeline timeline, Set<String> excluded) {}

  /**
   * @param refreshDays how old the record of a lively customer may become, in days; 0: any age
   * @param endMillis the last instant of event time; {@link Customer#NEVER} for an endless stream
   */
  public ScoreCustomer(
      StartingRules start,
      EventDecoder decoder,
      Reports reports,
      PublishMode publishMode,
      int refreshDays,
      long endMillis) {
    this(start, decoder, reports, publishMode, refreshDays, endMillis, MOST_WAITING_BYTES);
  }

  /**
   * @param mostWaitingBytes of events that wait in memory, by estimate
   */
  public ScoreCustomer(
      StartingRules start,
      EventDecoder decoder,
      Reports reports,
      PublishMode publishMode,
      int refreshDays,
      long endMillis,
      long mostWaitingBytes) {
    this.start = start;
    this.decoder = decoder;
    this.reports = reports;
    this.publishMode = publishMode;
    this.refreshDays = refreshDays;
    this.endMillis = endMillis;
    this.mostWaitingBytes = mostWaitingBytes;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var operatorStore = context.getOperatorStateStore();
    String job = getRuntimeContext().getJobInfo().getJobId().toString();
    FixedZone.check(operatorStore, start.zone());
    cadences = new Cadences(); // Before the rules: their timelines are made of it.
    rules = new RulesInForce<>(operatorStore, start, job, this::scoring);
    meters = new ScoringMeters(operatorStore);
    var store = context.getKeyedStateStore();
    customers = store.getState(CustomerState.customer());
    waiting = new WaitingEvents(mostWaitingBytes);
    waitingInState = store.getListState(CustomerState.waiting());
    eventTimeMillis = Long.MIN_VALUE;
    upToDate = Set.of();
  }

  private Scoring scoring(Rules made) {
    return new Scoring(
        made,
        new CustomerTimeline(made, cadences, refreshDays, endMillis),
        Set.copyOf(made.excludedCustomers()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("customer", VoidNamespaceSerializer.INSTANCE, this);
    told = new ArrayList<>();
    account =
        new Account(
            getRuntimeContext(),
            Account.Entry.USED,
            Account.Entry.DUPLICATES,
            Account.Entry.LATE,
            Account.Entry.REJECTED,
            Account.Entry.UNKNOWN_CURRENCY,
            Account.Entry.SCORES);
    publisher =
        new ScorePublisher(
            reports,
            publishMode,
            message -> output.collect(new StreamRecord<>(message, message.timeMillis())),
            share -> output.collect(STANDING, new StreamRecord<>(share, share.timeMillis())),
            this::tell,
            purchase ->
                output.collect(PURCHASES, new StreamRecord<>(purchase, purchase.timeMillis())),
            this::computed);
    meters.open(getMetricGroup());
  }

  /** What only memory knows goes into state, timers included, before anything is written. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    for (var events : waiting.take(Long.MAX_VALUE).entrySet()) {
      setCurrentKey(events.getKey());
      putIntoState(events.getValue());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (!waiting.isEmpty()) {
      throw new IllegalStateException("Events would be missing in the snapshot");
    }
    meters.snapshot();
  }

  @Override
  public void processElement1(StreamRecord<Envelope> element) throws Exception {
    Envelope event = element.getValue();
    if (turnsAway(event)) {
      return;
    }
    if (event.timeMillis() <= eventTimeMillis) {
      meters.isBehind(event);
      advance(current(), List.of(event));
      return;
    }
    meters.waits();
    if (!waiting.add(event)) {
      putIntoState(List.of(event));
    }
  }

  /** Of the current customer. */
  private void putIntoState(List<Envelope> events) throws Exception {
    Customer customer = current();
    waitingInState.addAll(events);
    long first = earliest(events);
    if (first < customer.nearTimer) {
      replace(customer.nearTimer, first, customer.farTimer);
      customer.nearTimer = first;
      customers.update(customer);
    }
  }

  private static long earliest(List<Envelope> events) {
    long first = Customer.NEVER;
    for (Envelope event : events) {
      first = Math.min(first, event.timeMillis());
    }
    return first;
  }

  @Override
  public void processElement2(StreamRecord<RulesChange> element) throws Exception {
    rules.add(element.getValue());
  }

  /** A shadow scores what the rules in force scored, from the same books. */
  private void computed() {
    account.add(Account.Entry.SCORES);
    Scoring shadow = rules.shadowAt(scored.clockMillis);
    if (shadow != null) {
      String id = (String) getCurrentKey();
      OutputMessage message = reports.shadowScore(shadow.timeline().shadow(scored, id));
      output.collect(new StreamRecord<>(message, message.timeMillis()));
    }
  }

  /** The events' time is everybody's: rules neither hold it back nor move it. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    eventTimeMillis = mark.getTimestamp();
    upToDate = applyPassed();
    processWatermark(mark);
    upToDate = Set.of();
    var period = rules.at(mark.getTimestamp());
    meters.timeComesTo(mark.getTimestamp(), period.fromMillis(), period.rules().version());
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // See above.
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      processWatermarkStatus(status);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    if (upToDate.contains(timer.getKey())) {
      return;
    }
    Customer customer = current();
    if (customer.nearTimer <= eventTimeMillis) {
      advance(customer, inOrder(passed(customer)));
    } else if (customer.farTimer <= eventTimeMillis) {
      advance(customer, List.of());
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("Nothing here depends on the wall clock");
  }

  private Customer current() throws Exception {
    Customer customer = customers.value();
    return customer == null ? new Customer() : customer;
  }

  /**
   * One read and one write for each customer of whom events wait in memory.
   *
   * @return the customers
   */
  private Set<String> applyPassed() throws Exception {
    Map<String, List<Envelope>> taken = waiting.take(eventTimeMillis);
    for (var events : taken.entrySet()) {
      setCurrentKey(events.getKey());
      Customer customer = current();
      List<Envelope> passed = events.getValue();
      meters.waitedFor(passed.size());
      if (customer.nearTimer <= eventTimeMillis) {
        passed.addAll(passed(customer));
      }
      advance(customer, inOrder(passed));
    }
    return taken.keySet();
  }

  private static List<Envelope> inOrder(List<Envelope> events) {
    events.sort(IN_TIME_ORDER);
    return events;
  }

  /** Takes the events in state that the watermark has passed, and leaves the others waiting. */
  private List<Envelope> passed(Customer customer) throws Exception {
    List<Envelope> passed = new ArrayList<>();
    List<Envelope> ahead = new ArrayList<>();
    for (Envelope event : waitingInState.get()) {
      (event.timeMillis() <= eventTimeMillis ? passed : ahead).add(event);
    }
    waitingInState.update(ahead);
    customer.nearTimer = earliest(ahead);
    if (customer.nearTimer != Customer.NEVER) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, customer.nearTimer);
    }
    meters.waitedFor(passed.size());
    return passed;
  }

  /** Merges events with what time brings, up to the watermark. */
  private void advance(Customer before, List<Envelope> events) throws Exception {
    String id = (String) getCurrentKey();
    long begunMillis = before.signalled.begunMillis;
    Customer customer = before;
    for (Envelope event : events) {
      customer = pass(customer, id, event.timeMillis() - 1);
      apply(customer, id, event);
    }
    customer = pass(customer, id, eventTimeMillis);
    if (!told.isEmpty()) {
      tellStories(customer, StorySignals.of(begunMillis, told));
      told.clear();
    }
    keep(customer);
    if (!events.isEmpty()) {
      meters.applied(events);
    }
  }

  private void tell(Signal signal) {
    meters.signal(signal.kind());
    told.add(signal);
    output.collect(SIGNALS, new StreamRecord<>(signal, signal.timeMillis()));
  }

  private void tellStories(Customer customer, StorySignals signals) {
    for (Signal signal : signals.picked()) {
      output.collect(STORY_SIGNALS, new StreamRecord<>(signal, signal.timeMillis()));
    }
    customer.signalled.begunMillis = signals.begunMillis();
  }

  /**
   * Each look under the rules of its own day. A customer who is forgotten on the way starts anew,
   * with the same timers.
   */
  private Customer pass(Customer customer, String id, long untilMillis) {
    scored = customer;
    while (customer.dueMillis <= untilMillis) {
      var period = rules.at(customer.dueMillis);
      long until = Math.min(untilMillis, period.untilMillis());
      if (!period.made().timeline().passTime(customer, id, until, publisher)) {
        return fresh(customer);
      }
    }
    return customer;
  }

  private static Customer fresh(Customer customer) {
    Customer fresh = new Customer();
    fresh.nearTimer = customer.nearTimer;
    fresh.farTimer = customer.farTimer;
    return fresh;
  }

  private void apply(Customer customer, String id, Envelope event) {
    scored = customer;
    if (turnsAway(event)) {
      return;
    }
    Scoring scoring = rules.at(Math.max(customer.clockMillis, event.timeMillis())).made();
    CustomerTimeline timeline = scoring.timeline();
    if (event.type() == EventType.CONVERSION) {
      // Made in this job, never read: it stands in no books, and there is nobody to give it back
      // to.
      timeline.apply(customer, id, ConversionBytes.conversion(event), publisher);
      return;
    }
    // Past the source's check, so it reads again; the rejection is for a decoder that changed in
    // between.
    Decoded decoded =
        decoder.decode(Objects.requireNonNull(event.type()), event.payload(), Long.MAX_VALUE);
    if (decoded instanceof Decoded.Rejected rejected) {
      refuse(event.rejected(rejected.reason(), rejected.detail()));
      return;
    }
    CustomerEvent fact = ((Decoded.Event) decoded).event();
    Outcome outcome = timeline.apply(customer, id, fact, publisher);
    switch (outcome) {
      case USED -> used(fact, customer, scoring.rules());
      case DUPLICATE -> account.add(Account.Entry.DUPLICATES);
      case LATE -> {
        account.add(Account.Entry.LATE);
        giveBack(reports.lateEvent(event, customer.clockMillis));
      }
      case HOT_KEY -> refuse(event.rejected(RejectReason.HOT_KEY, "customerId"));
      case ERASED -> refuse(event.erased());
    }
  }

  /**
   * Whether the id stands for nobody by the rules of the event's own instant. Asked on arrival, for
   * such ids must not fill what waits, and again when the event is applied: a clock that runs ahead
   * may bring it before the rules.
   */
  private boolean turnsAway(Envelope event) {
    boolean excluded = rules.at(event.timeMillis()).made().excluded().contains(event.customerId());
    if (excluded && event.type() != EventType.CONVERSION) {
      refuse(event.rejected(RejectReason.EXCLUDED_CUSTOMER, "customerId"));
    }
    return excluded;
  }

  private void used(CustomerEvent fact, Customer customer, Rules rules) {
    account.add(Account.Entry.USED);
    if (fact instanceof CrmAction action) {
      output.collect(ACTIONS, new StreamRecord<>(action, action.timeMillis()));
    }
    if (fact instanceof Purchase purchase
        && purchase.isBought()
        && purchase.amount() != null
        && rules.rate(purchase.currency(), customer.currency).isEmpty()) {
      account.add(Account.Entry.UNKNOWN_CURRENCY);
    }
  }

  private void refuse(Envelope event) {
    account.rejected(Objects.requireNonNull(event.reason()));
    giveBack(reports.deadLetter(event));
  }

  private void giveBack(OutputMessage message) {
    output.collect(RETURNED, new StreamRecord<>(message, message.timeMillis()));
  }

  private void keep(Customer customer) throws Exception {
    if (customer.isUnknown() && customer.nearTimer == Customer.NEVER) {
      customers.clear();
      return;
    }
    boolean fired = customer.farTimer <= eventTimeMillis;
    if (customer.dueMillis != Customer.NEVER && (fired || customer.dueMillis < customer.farTimer)) {
      replace(fired ? Customer.NEVER : customer.farTimer, customer.dueMillis, customer.nearTimer);
      customer.farTimer = customer.dueMillis;
    } else if (fired) {
      customer.farTimer = Customer.NEVER;
    }
    customers.update(customer);
    meters.kept(customer);
  }

  /**
   * Arms a timer in place of one that came too late; rare, for most events come after those before
   * them.
   *
   * @param shared the customer's other timer: of one instant there is only one timer
   */
  private void replace(long armed, long wanted, long shared) {
    if (armed != Customer.NEVER && armed != shared) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, armed);
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wanted);
  }
}
