package dev.customerhealth.domain.referral;

import dev.customerhealth.domain.Conversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person whom others name, until and beyond the first purchase. Notes may come in any order and
 * any number of times: the same notes make the same prospect.
 *
 * @param firstPurchaseMillis {@link #NEVER} when none is known
 * @param lastPeriod the newest {@link SeenPeriod}; -1 at first
 * @param introductions those that could still convert, all before the first purchase, in time
 *     order; the {@value #MAX_INTRODUCTIONS} earliest
 * @param converted what was told last; null: nothing, or it was taken back
 * @param revision of what was told last; 0 when nothing was ever told
 * @param toEraseMillis when to forget what was before; {@link #NEVER} when that is not asked for
 * @param erasedMillis nothing up to then is known, or will be taken in; -1 when nothing was erased
 */
public record Prospect(
    long firstPurchaseMillis,
    int lastPeriod,
    List<Introduction> introductions,
    @Nullable Converted converted,
    int revision,
    long toEraseMillis,
    long erasedMillis) {

  public static final long NEVER = Long.MAX_VALUE;
  public static final Prospect UNKNOWN = new Prospect(NEVER, -1, List.of(), null, 0);

  /** {@code erasedMillis} of whom nothing was erased. */
  public static final long NOTHING_ERASED = -1;

  /** Or one id that is named again and again would grow without end. */
  static final int MAX_INTRODUCTIONS = 100;

  /** An introduction and the purchase that converted it. */
  public record Converted(Introduction introduction, long purchaseMillis) {

    private Conversion told(String person, boolean converted, int revision) {
      return Conversion.of(
          introduction.referrer(),
          purchaseMillis,
          introduction.referralId(),
          person,
          introduction.atMillis(),
          converted,
          revision);
    }
  }

  /**
   * What came of a decision.
   *
   * @param news in the order in which to tell it; empty when nothing changed
   */
  public record Settlement(Prospect prospect, List<Conversion> news) {}

  public Prospect {
    introductions = List.copyOf(introductions);
  }

  /** Of whom nothing was erased. */
  public Prospect(
      long firstPurchaseMillis,
      int lastPeriod,
      List<Introduction> introductions,
      @Nullable Converted converted,
      int revision) {
    this(
        firstPurchaseMillis, lastPeriod, introductions, converted, revision, NEVER, NOTHING_ERASED);
  }

  /** This very prospect when the note tells nothing new. */
  public Prospect with(ReferralNote note) {
    int period = Math.max(lastPeriod, SeenPeriod.of(note.person(), note.timeMillis()));
    return switch (note.kind()) {
      case BOUGHT -> with(Math.min(firstPurchaseMillis, note.timeMillis()), period, introductions);
      case NAMED_BY -> with(firstPurchaseMillis, period, joined(introduction(note)));
      case NAMED -> with(firstPurchaseMillis, period, introductions);
      case ERASED -> toErase(note.timeMillis());
    };
  }

  private static Introduction introduction(ReferralNote note) {
    return new Introduction(note.other(), note.referralId(), note.timeMillis());
  }

  private Prospect with(long first, int period, List<Introduction> known) {
    // The first purchase only ever becomes earlier: what is not before it will never convert.
    List<Introduction> open = known.stream().filter(each -> each.atMillis() < first).toList();
    boolean same =
        first == firstPurchaseMillis && period == lastPeriod && open.equals(introductions);
    return same
        ? this
        : new Prospect(first, period, open, converted, revision, toEraseMillis, erasedMillis);
  }

  private List<Introduction> joined(Introduction next) {
    List<Introduction> joined = new ArrayList<>(introductions);
    joined.add(next);
    joined.sort(Introduction.IN_TIME_ORDER);
    // Of a referral that is told twice the earlier time counts.
    int first = indexOf(joined, next);
    joined.subList(first + 1, joined.size()).removeIf(next::isSameReferral);
    return joined.subList(0, Math.min(joined.size(), MAX_INTRODUCTIONS));
  }

  private static int indexOf(List<Introduction> introductions, Introduction sought) {
    int index = 0;
    while (!introductions.get(index).isSameReferral(sought)) {
      index++;
    }
    return index;
  }

  /** Of two erasures the later one does the work of both. */
  private Prospect toErase(long timeMillis) {
    long until = toEraseMillis == NEVER ? timeMillis : Math.max(toEraseMillis, timeMillis);
    return new Prospect(
        firstPurchaseMillis, lastPeriod, introductions, converted, revision, until, erasedMillis);
  }

  /** What is left once the erasure took place: what is known of later, and the instant. */
  public Prospect erased() {
    List<Introduction> later =
        introductions.stream().filter(each -> each.atMillis() > toEraseMillis).toList();
    boolean bought = firstPurchaseMillis != NEVER && firstPurchaseMillis > toEraseMillis;
    boolean isSeen = bought || !later.isEmpty();
    return new Prospect(
        bought ? firstPurchaseMillis : NEVER,
        isSeen ? lastPeriod : -1,
        later,
        null,
        0,
        NEVER,
        toEraseMillis);
  }

  /** Whether a decision may fall otherwise than it would have before. */
  public boolean isToBeSettledAfter(Prospect before) {
    return firstPurchaseMillis != before.firstPurchaseMillis
        || !introductions.equals(before.introductions);
  }

  /** Whether one of those who could convert is this one. */
  public boolean isIntroducedBy(String referrer) {
    return introductions.stream().anyMatch(each -> each.referrer().equals(referrer));
  }

  /** The instant with which the decision falls; {@link #NEVER} when there is none to make. */
  public long settledMillis() {
    return introductions.isEmpty() ? NEVER : firstPurchaseMillis;
  }

  /**
   * Decides, once all is known up to the first purchase, or anew when more became known. The
   * earliest introduction within the window converts. One of somebody whom the person had named
   * before, or at that very instant, does not: the two would only be passing each other on.
   *
   * @param person whose prospect this is
   * @param windowMillis the longest time from an introduction to the purchase, inclusive
   * @param named whom the person named, and when for the first time
   */
  public Settlement settled(String person, long windowMillis, Map<String, Long> named) {
    Converted now = converting(windowMillis, named);
    Converted told = converted;
    if (Objects.equals(now, told)) {
      return new Settlement(this, List.of());
    }
    var news = new ArrayList<Conversion>(2);
    int next = revision;
    if (told != null) {
      news.add(told.told(person, false, ++next));
    }
    if (now != null) {
      news.add(now.told(person, true, ++next));
    }
    return new Settlement(
        new Prospect(
            firstPurchaseMillis, lastPeriod, introductions, now, next, toEraseMillis, erasedMillis),
        news);
  }

  private @Nullable Converted converting(long windowMillis, Map<String, Long> named) {
    return introductions.stream()
        .filter(each -> firstPurchaseMillis - each.atMillis() <= windowMillis)
        .filter(each -> named.getOrDefault(each.referrer(), NEVER) > each.atMillis())
        .findFirst()
        .map(introduction -> new Converted(introduction, firstPurchaseMillis))
        .orElse(null);
  }
}
