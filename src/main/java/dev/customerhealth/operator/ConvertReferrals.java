package dev.customerhealth.operator;

import dev.customerhealth.codec.ConversionBytes;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.referral.Introduction;
import dev.customerhealth.domain.referral.Prospect;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.referral.SeenPeriod;
import dev.customerhealth.domain.rules.Rules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Tells a referrer that somebody whom he or she had named made the first purchase. Stands before
 * the customers, for a job has no cycles: the news must reach the referrer from above.
 *
 * <ul>
 *   <li>Key: who was named; everybody who buys or names somebody has a value, too.
 *   <li>State: {@code prospect}, one {@link Prospect}, some ten bytes for who was never named;
 *       {@code named}, whom the key named and when first. Both go when the key has not been seen
 *       for {@code life.forgetAfterDays} (default segment) after the end of its {@link SeenPeriod}.
 *   <li>Timers, in event time: the first purchase of somebody who was named before it, when all
 *       that counts is known; and the day of forgetting, which is put off when it comes.
 *   <li>Late: a note behind the watermark is taken in on arrival. Where it changes who converts,
 *       what was told is taken back, and the right one told.
 *   <li>Erasure, when event time reaches it: all of the key from up to then goes, and late notes
 *       are not taken in for 400 days. The key's name in the values of others stays until those go.
 *   <li>Rules: a referral names nobody if either side stood on {@code hotKeys.exclude} at its time;
 *       the version in force at the first purchase says whether it converts. How long a key is kept
 *       is asked when it is seen, and again when it would go.
 *   <li>Output: conversions as events of the referrer, before the watermark passes the purchase.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class ConvertReferrals
    extends FollowRules<ReferralNote, Envelope, ConvertReferrals.Terms> {

  public static final String UID = "convert-referrals";

  private static final long serialVersionUID = 1L;

  /** As long as the customer operator keeps it. */
  private static final long ERASURE_KEPT_MILLIS = Duration.ofDays(Ledger.REACH_DAYS).toMillis();

  private transient ValueState<Prospect> prospects;
  private transient MapState<String, Long> named;

  /**
   * What a version says of referrals.
   *
   * @param windowMillis from the referral to the first purchase at most
   * @param forgetMillis for which a key is kept
   * @param excluded ids that stand for nobody: to name one is to name nobody
   */
  record Terms(long windowMillis, long forgetMillis, Set<String> excluded) {

    /** Who stands for nobody converts nothing. */
    long windowMillis(String person) {
      return excluded.contains(person) ? -1 : windowMillis;
    }

    boolean ignores(ReferralNote note) {
      boolean isReferral =
          note.kind() == ReferralNote.Kind.NAMED_BY || note.kind() == ReferralNote.Kind.NAMED;
      return isReferral && (excluded.contains(note.person()) || excluded.contains(note.other()));
    }
  }

  public ConvertReferrals(StartingRules start) {
    super(start);
  }

  @Override
  Terms made(Rules version) {
    return new Terms(
        Duration.ofDays(version.experience().referrals().windowDays()).toMillis(),
        Duration.ofDays(version.defaultSegment().life().forgetAfterDays()).toMillis(),
        version.excludedCustomers());
  }

  @Override
  public void open(OpenContext context) {
    prospects =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("prospect", ProspectSerializer.INSTANCE));
    named =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "named", BasicTypeInfo.STRING_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO));
  }

  @Override
  public void processElement(ReferralNote note, ReadOnlyContext context, Collector<Envelope> out)
      throws Exception {
    Terms terms = at(note.timeMillis());
    if (terms.ignores(note)) {
      return;
    }
    Prospect known = prospects.value();
    Prospect before = known == null ? Prospect.UNKNOWN : known;
    if (note.timeMillis() <= before.erasedMillis()) {
      return;
    }
    if (note.kind() == ReferralNote.Kind.ERASED) {
      noteErasure(before.with(note), note.person(), context.timerService());
      return;
    }
    Prospect after = before.with(note);
    boolean closesCircle = noteNamed(note) && after.isIntroducedBy(note.other());
    if (after.equals(before) && !closesCircle) {
      return;
    }
    TimerService timers = context.timerService();
    if (known == null) {
      timers.registerEventTimeTimer(forgottenAt(note.person(), after, terms));
    }
    rearm(before, after, note.person(), terms, timers);
    boolean isDecided = after.firstPurchaseMillis() <= timers.currentWatermark();
    boolean isOpen = closesCircle || after.isToBeSettledAfter(before);
    prospects.update(isDecided && isOpen ? settle(after, note.person(), out) : after);
  }

  private void noteErasure(Prospect prospect, String person, TimerService timers) throws Exception {
    if (isAhead(prospect.toEraseMillis(), timers)) {
      timers.registerEventTimeTimer(prospect.toEraseMillis());
      prospects.update(prospect);
    } else {
      prospects.update(erase(prospect, person, timers));
    }
  }

  /** A timer holds its key, too: none may be left from before. */
  private Prospect erase(Prospect prospect, String person, TimerService timers) throws Exception {
    for (int period = 0; period <= prospect.lastPeriod(); period++) {
      for (Terms known : all()) {
        timers.deleteEventTimeTimer(SeenPeriod.endMillis(person, period) + known.forgetMillis());
      }
    }
    if (isAhead(prospect.settledMillis(), timers)) {
      timers.deleteEventTimeTimer(prospect.settledMillis());
    }
    var entries = named.iterator();
    while (entries.hasNext()) {
      if (entries.next().getValue() <= prospect.toEraseMillis()) {
        entries.remove();
      }
    }
    if (named.isEmpty()) {
      named.clear(); // An empty map on the heap would keep its key.
    }
    Prospect left = prospect.erased();
    timers.registerEventTimeTimer(forgottenAt(person, left, at(left.erasedMillis())));
    if (isAhead(left.settledMillis(), timers)) {
      timers.registerEventTimeTimer(left.settledMillis());
    }
    return left;
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<Envelope> out)
      throws Exception {
    Prospect prospect = prospects.value();
    if (prospect == null) {
      return;
    }
    String person = context.getCurrentKey();
    if (prospect.settledMillis() == timeMillis) {
      prospect = settle(prospect, person, out);
      prospects.update(prospect);
    }
    if (prospect.toEraseMillis() <= timeMillis) {
      prospects.update(erase(prospect, person, context.timerService()));
      return;
    }
    long forgottenAt = forgottenAt(person, prospect, at(timeMillis));
    if (forgottenAt <= timeMillis) {
      prospects.clear();
      named.clear();
    } else {
      context.timerService().registerEventTimeTimer(forgottenAt);
    }
  }

  /** Whether it is new that the person named somebody, or named them so early. */
  private boolean noteNamed(ReferralNote note) throws Exception {
    if (note.kind() != ReferralNote.Kind.NAMED) {
      return false;
    }
    Long known = named.get(note.other());
    if (known != null && known <= note.timeMillis()) {
      return false;
    }
    named.put(note.other(), note.timeMillis());
    return true;
  }

  private void rearm(
      Prospect before, Prospect after, String person, Terms terms, TimerService timers) {
    long armed = before.settledMillis();
    long wanted = after.settledMillis();
    if (armed == wanted) {
      return;
    }
    if (isAhead(armed, timers)) {
      timers.deleteEventTimeTimer(armed);
      // Of one instant there is only one timer: it may have been this one.
      timers.registerEventTimeTimer(forgottenAt(person, after, terms));
    }
    if (isAhead(wanted, timers)) {
      timers.registerEventTimeTimer(wanted);
    }
  }

  private static boolean isAhead(long timeMillis, TimerService timers) {
    return timeMillis != Prospect.NEVER && timeMillis > timers.currentWatermark();
  }

  private Prospect settle(Prospect prospect, String person, Collector<Envelope> out)
      throws Exception {
    Terms terms = at(prospect.firstPurchaseMillis());
    Prospect.Settlement settlement =
        prospect.settled(person, terms.windowMillis(person), namedAmongReferrers(prospect));
    settlement.news().forEach(news -> out.collect(ConversionBytes.envelope(news)));
    return settlement.prospect();
  }

  private Map<String, Long> namedAmongReferrers(Prospect prospect) throws Exception {
    Map<String, Long> found = new HashMap<>();
    for (Introduction introduction : prospect.introductions()) {
      Long atMillis = named.get(introduction.referrer());
      if (atMillis != null) {
        found.put(introduction.referrer(), atMillis);
      }
    }
    return found;
  }

  private static long forgottenAt(String person, Prospect prospect, Terms terms) {
    long seen = SeenPeriod.endMillis(person, prospect.lastPeriod()) + terms.forgetMillis();
    return prospect.erasedMillis() < 0
        ? seen
        : Math.max(seen, prospect.erasedMillis() + ERASURE_KEPT_MILLIS);
  }
}
