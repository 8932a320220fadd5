package dev.customerhealth.domain.ledger;

import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Visit;
import dev.customerhealth.domain.rules.Rules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a customer did, day by day: only active days are held, for {@link #REACH_DAYS} days.
 *
 * <p>Every read names the day it is asked for and looks no further back than the reach, so that it
 * makes no difference when {@link #prune} was called last.
 */
public final class Ledger {

  /** How far back days, and the ids of their events, are known. */
  public static final int REACH_DAYS = Rules.REACH_DAYS;

  /** Service lines of a customer that are told apart; all others share {@link #OTHER_LINE}. */
  public static final int MAX_LINES = 16;

  /** Index of the line that stands for those beyond the sixteenth. */
  public static final int OTHER_LINE = MAX_LINES;

  private final List<DayBucket> days;
  private final List<String> lines;
  private final List<Reversal> openReversals;

  public Ledger() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(0));
  }

  /** Takes over all lists: days ascending, at most {@link #MAX_LINES} lines. */
  public Ledger(List<DayBucket> days, List<String> lines, List<Reversal> openReversals) {
    this.days = days;
    this.lines = lines;
    this.openReversals = openReversals;
  }

  public List<DayBucket> days() {
    return days;
  }

  public List<String> lines() {
    return lines;
  }

  /** Returns whose purchase is not known, in the order of their arrival. */
  public List<Reversal> openReversals() {
    return openReversals;
  }

  /** Whether an event with this id was booked or noted within the reach of the given day. */
  public boolean knows(long idHash, int today) {
    return dayOf(idHash, today).isPresent();
  }

  /** The day on which an event was booked. */
  public OptionalInt dayOf(long idHash, int today) {
    for (int i = days.size() - 1; i >= 0 && today - days.get(i).day < REACH_DAYS; i--) {
      if (days.get(i).has(idHash)) {
        return OptionalInt.of(days.get(i).day);
      }
    }
    return OptionalInt.empty();
  }

  /** Events of a day, of every type. */
  public int eventsOn(int day) {
    int at = indexOf(day);
    return at < 0 ? 0 : days.get(at).ids.length;
  }

  /** Remembers an event that has nothing to book, so that its duplicate is known. */
  public void note(int day, long idHash) {
    bucket(day).remember(idHash);
  }

  public void book(int day, Visit visit, long idHash) {
    DayBucket bucket = bucket(day);
    bucket.remember(idHash);
    if (visit.counts()) {
      bucket.visitRows++;
    }
  }

  /**
   * Books a purchase, a zero row or a return. The money of a return that names its purchase belongs
   * to the purchase's day.
   *
   * @param day when it happened
   * @param today day of the customer's clock, from which the reach is counted
   * @param rate units of the home currency per unit of the purchase's; empty: a purchase of unknown
   *     value
   * @param reversed hash of the id of the purchase that a return names; null when it names none
   */
  public void book(
      int day,
      int today,
      Purchase purchase,
      Optional<BigDecimal> rate,
      long idHash,
      @Nullable Long reversed) {
    bucket(day).remember(idHash);
    BigDecimal amount = purchase.amount();
    BigDecimal inHome = amount == null ? null : inHome(amount, rate);
    long spend = inHome == null ? 0 : Money.fromDecimal(inHome);
    String lineName = purchase.serviceLine();
    int line = lineName == null ? SpanTotal.ALL_LINES : lineIndex(lineName);
    if (purchase.isReturn()) {
      bookReturn(day, today, line, spend, reversed);
    } else {
      bucket(day).addReceipt(purchase, inHome != null);
      bucket(day).addMoney(line, spend, purchase.isBought() ? 1 : 0);
    }
    settleReversals(day, idHash);
  }

  /** Nothing is nothing in any currency. */
  private static @Nullable BigDecimal inHome(BigDecimal amount, Optional<BigDecimal> rate) {
    return amount.signum() == 0 ? amount : rate.map(amount::multiply).orElse(null);
  }

  private void bookReturn(int day, int today, int line, long spend, @Nullable Long reversed) {
    OptionalInt purchaseDay = reversed == null ? OptionalInt.empty() : dayOf(reversed, today);
    bucket(purchaseDay.orElse(day)).addMoney(line, spend, 0);
    if (reversed != null && purchaseDay.isEmpty() && spend != 0) {
      openReversals.add(new Reversal(reversed, day, line, spend));
    }
  }

  /** Returns that came before this purchase was known. */
  private void settleReversals(int day, long purchase) {
    for (Reversal reversal : openReversals) {
      if (reversal.purchase() == purchase) {
        bucket(reversal.day()).addMoney(reversal.line(), -reversal.spend(), 0);
        bucket(day).addMoney(reversal.line(), reversal.spend(), 0);
      }
    }
    openReversals.removeIf(reversal -> reversal.purchase() == purchase);
  }

  private int lineIndex(String line) {
    int known = lines.indexOf(line);
    if (known >= 0 || lines.size() == MAX_LINES) {
      return known >= 0 ? known : OTHER_LINE;
    }
    lines.add(line);
    return lines.size() - 1;
  }

  /** Sums over all windows that end with the given day. */
  public Windows windows(int today) {
    Windows windows = Windows.empty();
    for (int i = days.size() - 1; i >= 0; i--) {
      int age = today - days.get(i).day;
      if (age >= Windows.DAYS[Windows.DAYS.length - 1]) {
        break;
      }
      if (age >= 0) {
        windows.add(age, days.get(i));
      }
    }
    return windows;
  }

  /** Totals of the days from {@code from} to {@code to}, both included. */
  public SpanTotal total(int from, int to) {
    return total(from, to, SpanTotal.ALL_LINES);
  }

  /** Totals of one service line, or of all with {@link SpanTotal#ALL_LINES}. */
  public SpanTotal total(int from, int to, int line) {
    SpanTotal total = new SpanTotal();
    for (int i = days.size() - 1; i >= 0 && days.get(i).day >= from; i--) {
      if (days.get(i).day <= to) {
        total.add(days.get(i), line);
      }
    }
    return total;
  }

  /**
   * Day totals above zero of the days on which something of known value was bought, within reach,
   * ascending.
   */
  public long[] purchaseDayTotals(int today, int reachDays) {
    long[] totals = new long[days.size()];
    int count = 0;
    for (DayBucket d : days) {
      boolean inReach = d.day <= today && today - d.day < reachDays;
      if (inReach && d.purchases > d.unknownValue && d.spend > 0) {
        totals[count++] = d.spend;
      }
    }
    long[] found = Arrays.copyOf(totals, count);
    Arrays.sort(found);
    return found;
  }

  /** The first day after the given one on which a window loses a day, if nothing new happens. */
  public OptionalInt validUntil(int today) {
    int best = Integer.MAX_VALUE;
    for (DayBucket bucket : days) {
      if (bucket.spend == 0 && bucket.visits() == 0 && bucket.items == 0) {
        continue;
      }
      for (int length : Windows.DAYS) {
        int leaves = bucket.day + length;
        if (leaves > today) {
          best = Math.min(best, leaves);
          break;
        }
      }
    }
    return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** The newest day before the given one that fulfils the condition. */
  public @Nullable Integer dayBefore(int day, Predicate<DayBucket> condition) {
    for (int i = days.size() - 1; i >= 0; i--) {
      if (days.get(i).day < day && condition.test(days.get(i))) {
        return days.get(i).day;
      }
    }
    return null;
  }

  /** The oldest day after the given one that fulfils the condition. */
  public @Nullable Integer dayAfter(int day, Predicate<DayBucket> condition) {
    for (DayBucket bucket : days) {
      if (bucket.day > day && condition.test(bucket)) {
        return bucket.day;
      }
    }
    return null;
  }

  /** Whether the day is held and fulfils the condition. */
  public boolean is(int day, Predicate<DayBucket> condition) {
    int at = indexOf(day);
    return at >= 0 && condition.test(days.get(at));
  }

  /** Drops the days beyond the reach and returns them, oldest first. */
  public List<DayBucket> prune(int today) {
    int keepFrom = 0;
    while (keepFrom < days.size() && today - days.get(keepFrom).day >= REACH_DAYS) {
      keepFrom++;
    }
    List<DayBucket> gone = days.subList(0, keepFrom);
    List<DayBucket> dropped = List.copyOf(gone);
    gone.clear();
    openReversals.removeIf(reversal -> today - reversal.day() >= REACH_DAYS);
    return dropped;
  }

  /** Whether any amount is booked, so that the currency of the books means something. */
  public boolean holdsMoney() {
    for (DayBucket day : days) {
      if (day.holdsMoney()) {
        return true;
      }
    }
    return !openReversals.isEmpty();
  }

  /** Restates all money in another home currency. */
  public void convert(BigDecimal rate) {
    days.forEach(d -> d.convert(rate));
    openReversals.replaceAll(reversal -> reversal.convert(rate));
  }

  private DayBucket bucket(int day) {
    int at = indexOf(day);
    if (at >= 0) {
      return days.get(at);
    }
    DayBucket fresh = new DayBucket(day);
    days.add(-at - 1, fresh);
    return fresh;
  }

  /**
   * Index of the day, or {@code -(insertion point) - 1}; the newest day is tried first, for most
   * events are new.
   */
  private int indexOf(int day) {
    int low = 0;
    int high = days.size() - 1;
    if (high >= 0 && days.get(high).day < day) {
      return -(high + 1) - 1;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = days.get(middle).day;
      if (there == day) {
        return middle;
      }
      if (there < day) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
