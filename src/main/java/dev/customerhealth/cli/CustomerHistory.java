package dev.customerhealth.cli;

import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the files say about one customer. */
final class CustomerHistory {

  private List<Deed> deeds = new ArrayList<>();
  private final List<Stated> profiles = new ArrayList<>();

  /** What is used of a profile. */
  private record Stated(
      long timeMillis, @Nullable String segment, @Nullable String homeCurrency, boolean refuses) {}

  void add(Deed deed) {
    deeds.add(deed);
  }

  void add(Profile profile) {
    boolean refuses = Boolean.FALSE.equals(profile.consentAnalytics());
    profiles.add(
        new Stated(profile.timeMillis(), profile.segment(), profile.homeCurrency(), refuses));
  }

  /**
   * Puts everything in order once all is read.
   *
   * @return the duplicates that were dropped
   */
  List<Deed> settle() {
    deeds.sort(Deed.BY_ID);
    List<Deed> kept = new ArrayList<>();
    List<Deed> duplicates = new ArrayList<>();
    long last = Deed.NOTHING;
    for (Deed deed : deeds) {
      (deed.idHash() == last ? duplicates : kept).add(deed);
      last = deed.idHash();
    }
    kept.sort(Deed.BY_TIME);
    deeds = kept;
    profiles.sort(Comparator.comparingLong(Stated::timeMillis));
    return duplicates;
  }

  /** In order of time, each once. */
  List<Deed> deeds() {
    return deeds;
  }

  /** By the newest profile of all: who refuses today is not looked at in the past either. */
  boolean refusesAnalytics() {
    return !profiles.isEmpty() && profiles.get(profiles.size() - 1).refuses;
  }

  SegmentRules segment(Rules rules, Cutoff cutoff) {
    Stated stated = stated(cutoff);
    return rules.segment(stated == null ? null : stated.segment);
  }

  String homeCurrency(Rules rules, Cutoff cutoff) {
    Stated stated = stated(cutoff);
    String own = stated == null ? null : stated.homeCurrency;
    return own == null ? segment(rules, cutoff).homeCurrency() : own;
  }

  /**
   * The newest profile before the cut-off; else the oldest, for profiles are often written down
   * long after the first purchase.
   */
  private @Nullable Stated stated(Cutoff cutoff) {
    Stated found = profiles.isEmpty() ? null : profiles.get(0);
    for (Stated profile : profiles) {
      found = cutoff.knows(profile.timeMillis) ? profile : found;
    }
    return found;
  }

  /** Epoch days, ascending, without repeats; also those after the cut-off. */
  int[] occurrenceDays(RhythmBasis basis, Cutoff cutoff) {
    return deeds.stream()
        .filter(deed -> occurs(basis, deed.kind()))
        .mapToInt(deed -> cutoff.dayOf(deed.timeMillis()))
        .distinct()
        .toArray();
  }

  /** As the ledger's days are read for the rhythm. */
  private static boolean occurs(RhythmBasis basis, Deed.Kind kind) {
    boolean bought = kind == Deed.Kind.PURCHASE;
    boolean came = kind == Deed.Kind.VISIT || kind == Deed.Kind.ZERO;
    return switch (basis) {
      case PURCHASE -> bought;
      case VISIT -> came;
      case EITHER -> bought || came;
    };
  }
}
