package dev.customerhealth.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.customer.StorySignals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stories of many customers at once, against a reading of each customer's signals from the page.
 */
class RandomStoriesTest {

  private static final int CUSTOMERS = 60;
  private static final int SIGNALS = 40;
  private static final int DAYS = 500;

  /** Written out from the page, not taken from the patterns. */
  private record Plot(Set<SignalKind> begins, Set<SignalKind> breaks, Set<SignalKind> ends) {}

  private static final Set<SignalKind> LESS =
      EnumSet.of(
          SignalKind.SPEND_WATCH,
          SignalKind.SPEND_CALL,
          SignalKind.OVERDUE_WATCH,
          SignalKind.OVERDUE_CALL);

  /** Begins other stories: left out, so that the beginnings of this one count. */
  private static final Set<SignalKind> RARE =
      EnumSet.of(
          SignalKind.POOR_SERVICE,
          SignalKind.LEVEL_FELL,
          SignalKind.COMPLAINT,
          SignalKind.CASE_IN_TIME,
          SignalKind.COMPETITOR);

  private static final Map<AlertReason, Plot> PLOTS =
      new EnumMap<>(
          Map.of(
              AlertReason.SPEND_DROP,
              new Plot(
                  EnumSet.of(SignalKind.SPEND_WATCH),
                  EnumSet.of(SignalKind.SPEND_RECOVERED),
                  EnumSet.of(SignalKind.SPEND_CALL)),
              AlertReason.DECLINING_EXPERIENCE,
              new Plot(
                  EnumSet.of(SignalKind.LEVEL_FELL),
                  EnumSet.of(SignalKind.GOOD_SERVICE, SignalKind.PRAISE),
                  LESS),
              AlertReason.REPEATED_LETDOWN,
              new Plot(
                  EnumSet.of(SignalKind.POOR_SERVICE),
                  EnumSet.noneOf(SignalKind.class),
                  EnumSet.of(SignalKind.POOR_SERVICE)),
              AlertReason.COMPETITOR_PULL,
              new Plot(EnumSet.of(SignalKind.COMPETITOR), EnumSet.of(SignalKind.STAYING), LESS),
              AlertReason.POOR_SERVICE_THEN_SILENCE,
              new Plot(
                  EnumSet.of(SignalKind.POOR_SERVICE),
                  EnumSet.of(SignalKind.RETURNED, SignalKind.GOOD_SERVICE, SignalKind.RESOLVED),
                  EnumSet.of(SignalKind.SILENT, SignalKind.OVERDUE_WATCH, SignalKind.OVERDUE_CALL)),
              AlertReason.UNRESOLVED_COMPLAINT,
              new Plot(
                  EnumSet.of(SignalKind.COMPLAINT, SignalKind.CASE_IN_TIME),
                  EnumSet.of(SignalKind.RESOLVED),
                  EnumSet.of(SignalKind.CASE_OVERDUE))));

  @ParameterizedTest
  @EnumSource(
      value = AlertReason.class,
      names = {
        "SPEND_DROP",
        "DECLINING_EXPERIENCE",
        "REPEATED_LETDOWN",
        "COMPETITOR_PULL",
        "POOR_SERVICE_THEN_SILENCE",
        "UNRESOLVED_COMPLAINT"
      })
  void customersTellTheirOwnStoriesHoweverTheirSignalsAreMixed(AlertReason reason)
      throws Exception {
    long seed = 4_000L + reason.ordinal();
    Random random = new Random(seed);
    StoryPattern story =
        Stories.ALL.stream().filter(one -> one.reason() == reason).findFirst().orElseThrow();
    long windowMillis = Script.WINDOWS.get(reason) * Script.DAY;
    List<Signal> signals = signals(random, List.copyOf(story.kinds()));
    Collections.shuffle(signals, random);

    try (var teller = new StoryTeller(story)) {
      for (Signal signal : signals) {
        teller.hears(signal);
      }
      for (int day = 0; day <= DAYS; day += 1 + random.nextInt(90)) {
        teller.timeComesTo(Script.START + day * Script.DAY).restarts();
      }
      teller.timeComesTo(Script.START + (DAYS + 200) * Script.DAY);

      assertThat(teller.told().stream().map(told -> told.last().customerId() + Script.text(told)))
          .as("seed %s", seed)
          .hasSizeGreaterThan(CUSTOMERS)
          .containsExactlyInAnyOrderElementsOf(expected(signals, reason, windowMillis));
      assertThat(teller.kept()).as("left behind, seed %s", seed).isZero();
    }
  }

  /** What is left out by those who pick signals for stories is missed by no story. */
  @ParameterizedTest
  @EnumSource(
      value = AlertReason.class,
      names = {
        "SPEND_DROP",
        "DECLINING_EXPERIENCE",
        "REPEATED_LETDOWN",
        "COMPETITOR_PULL",
        "POOR_SERVICE_THEN_SILENCE",
        "UNRESOLVED_COMPLAINT"
      })
  void theSignalsThatArePickedTellTheSameStories(AlertReason reason) throws Exception {
    long seed = 7_000L + reason.ordinal();
    Random random = new Random(seed);
    StoryPattern story =
        Stories.ALL.stream().filter(one -> one.reason() == reason).findFirst().orElseThrow();
    // Beginnings are rare: most of what comes and goes has none.
    List<SignalKind> kinds = new ArrayList<>();
    for (SignalKind kind : SignalKind.values()) {
      boolean begins = Objects.requireNonNull(PLOTS.get(reason)).begins.contains(kind);
      kinds.addAll(Collections.nCopies(begins ? 6 : RARE.contains(kind) ? 0 : 5, kind));
    }
    List<Signal> signals = signals(random, kinds);
    List<Signal> picked = picked(signals, random);
    Collections.shuffle(picked, random);

    try (var teller = new StoryTeller(story)) {
      for (Signal signal : picked) {
        teller.hears(signal);
      }
      teller.timeComesTo(Script.START + (DAYS + 200) * Script.DAY);
      assertThat(teller.told().stream().map(told -> told.last().customerId() + Script.text(told)))
          .as("seed %s", seed)
          .hasSizeGreaterThan(10)
          .containsExactlyInAnyOrderElementsOf(
              expected(signals, reason, Script.WINDOWS.get(reason) * Script.DAY));
    }
    assertThat(picked).as("seed %s", seed).hasSizeLessThan(signals.size());
  }

  /** As the customer operator asks: now and then, for all up to some instant. */
  private static List<Signal> picked(List<Signal> signals, Random random) {
    Map<String, List<Signal>> byCustomer = new TreeMap<>();
    signals.stream()
        .sorted(Comparator.comparingLong(Signal::timeMillis))
        .forEach(
            signal ->
                byCustomer
                    .computeIfAbsent(signal.customerId(), id -> new ArrayList<>())
                    .add(signal));
    List<Signal> picked = new ArrayList<>();
    for (List<Signal> own : byCustomer.values()) {
      long begun = Long.MIN_VALUE;
      List<Signal> told = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        told.add(own.get(i));
        boolean isLast =
            i + 1 == own.size() || own.get(i + 1).timeMillis() > own.get(i).timeMillis();
        if (isLast && (i + 1 == own.size() || random.nextBoolean())) {
          Collections.shuffle(told, random);
          StorySignals some = StorySignals.of(begun, told);
          picked.addAll(some.picked());
          begun = some.begunMillis();
          told.clear();
        }
      }
    }
    return picked;
  }

  private static List<Signal> signals(Random random, List<SignalKind> kinds) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS * SIGNALS; i++) {
      String customer = "c" + random.nextInt(CUSTOMERS);
      // Coarse, so that instants are shared.
      String time = random.nextInt(DAYS) + "+" + random.nextInt(2);
      SignalKind kind = kinds.get(random.nextInt(kinds.size()));
      String line = random.nextBoolean() && kind.name().startsWith("SPEND_") ? "/dry" : "";
      Signal signal = Script.signal(customer, time + ":" + kind + line);
      if (signals.stream().noneMatch(signal::equals)) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private static List<String> expected(
      List<Signal> signals, AlertReason reason, long windowMillis) {
    Plot plot = Objects.requireNonNull(PLOTS.get(reason));
    List<String> stories = new ArrayList<>();
    signals.stream()
        .map(signal -> signal.customerId() + (byLine(reason) ? "/" + signal.serviceLine() : ""))
        .distinct()
        .forEach(
            key ->
                read(
                    signals.stream()
                        .filter(
                            signal ->
                                key.equals(
                                    signal.customerId()
                                        + (byLine(reason) ? "/" + signal.serviceLine() : "")))
                        .sorted(Signal.ORDER)
                        .toList(),
                    plot,
                    reason,
                    windowMillis,
                    stories));
    return stories;
  }

  private static boolean byLine(AlertReason reason) {
    return reason == AlertReason.SPEND_DROP;
  }

  private static void read(
      List<Signal> signals,
      Plot plot,
      AlertReason reason,
      long windowMillis,
      List<String> stories) {
    Signal begun = null;
    for (Signal signal : signals) {
      SignalKind kind = signal.kind();
      boolean soon = begun != null && signal.timeMillis() - begun.timeMillis() <= windowMillis;
      if (plot.ends.contains(kind) && soon) {
        String line = byLine(reason) ? signal.serviceLine() : null;
        var told = new Story(reason, line, List.of(begun, signal));
        stories.add(signal.customerId() + Script.text(told));
        begun = null;
      }
      if (plot.breaks.contains(kind) || kind == SignalKind.ERASED) {
        begun = null;
      }
      if (plot.begins.contains(kind)) {
        begun = signal;
      }
    }
  }
}
