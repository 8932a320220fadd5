package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.rules.SegmentRules;
import java.util.ArrayList;
import java.util.List;

/** All customers' silences, replayed under the rules of their segments. Deterministic. */
public final class AlertReplay {

  private final Protocol protocol;
  private final List<Spell> candidates = new ArrayList<>();
  private final List<OverdueSpell> overdue = new ArrayList<>();
  private final List<OverdueSpell> risk = new ArrayList<>();
  private final List<OverdueSpell> inWindow = new ArrayList<>();
  private final List<SpendAlarm> spend = new ArrayList<>();
  private final OverdueReplay overdueReplay;
  private final OverdueReplay riskReplay;
  private final FixedSilence fixed;
  private int customers;

  private record SpendAlarm(Alarm alarm, SpendStage stage) {}

  /**
   * One rule beside fixed-silence rules.
   *
   * @param fixed the one that raises about as many alarms, among silences as long as the data can
   *     judge
   * @param fixedWithinScan the same, no longer than the scan
   * @param fixedAsEarly the one that waits for the rule's median delay
   */
  public record Row(
      AlarmFigures figures,
      FixedSilence.Match fixed,
      FixedSilence.Match fixedWithinScan,
      FixedSilence.Match fixedAsEarly) {}

  /**
   * @param recoveredShare see {@link dev.customerhealth.domain.rules.AlertRules}
   */
  public AlertReplay(List<ReplayedCustomer> all, Protocol protocol, double recoveredShare) {
    this.protocol = protocol;
    all.forEach(customer -> add(customer, recoveredShare));
    overdueReplay = new OverdueReplay(overdue, protocol.scanDays());
    riskReplay = new OverdueReplay(risk, protocol.scanDays());
    fixed = new FixedSilence(candidates, protocol);
  }

  private void add(ReplayedCustomer customer, double recoveredShare) {
    List<Spell> spells = Spells.of(customer);
    List<Spell> wanted = spells.stream().filter(protocol::isCandidate).toList();
    candidates.addAll(wanted);
    SegmentRules segment = customer.segment();
    double ownRisk = segment.overdue().ownRisk();
    wanted.forEach(spell -> overdue.add(new OverdueSpell(spell, segment, ownRisk)));
    wanted.forEach(spell -> risk.add(new OverdueSpell(spell, segment, 0)));
    spells.stream()
        .filter(this::reachesIntoWindow)
        .forEach(spell -> inWindow.add(new OverdueSpell(spell, segment, ownRisk)));
    customers += spells.stream().anyMatch(this::isKnownInWindow) ? 1 : 0;
    if (!wanted.isEmpty()) {
      addSpend(wanted, SpendReplay.rises(customer, recoveredShare, protocol.endDay()));
    }
  }

  private boolean isKnownInWindow(Spell spell) {
    return spell.lastDay() < protocol.untilDay()
        && protocol.fromDay() - spell.lastDay() < CustomerCadence.MAX_SILENT_DAYS;
  }

  private boolean reachesIntoWindow(Spell spell) {
    return spell.rhythm().repeats() > 0
        && isKnownInWindow(spell)
        && spell.nextDay() >= protocol.fromDay();
  }

  /** The first alarm of each stage in each silence. */
  private void addSpend(List<Spell> wanted, List<SpendReplay.Rise> rises) {
    for (Spell spell : wanted) {
      for (SpendStage stage : List.of(SpendStage.WATCH, SpendStage.CALL)) {
        rises.stream()
            .filter(rise -> rise.stage().compareTo(stage) >= 0 && isIn(spell, rise))
            .findFirst()
            .map(rise -> new Alarm(spell, rise.day()))
            .ifPresent(alarm -> spend.add(new SpendAlarm(alarm, stage)));
      }
    }
  }

  private boolean isIn(Spell spell, SpendReplay.Rise rise) {
    return spell.holdsOn(rise.day()) && rise.day() - spell.lastDay() <= protocol.scanDays();
  }

  public int purchases() {
    return candidates.size();
  }

  /** Of whom the job knows at some time of the window. */
  public int customers() {
    return customers;
  }

  /** The rule of the rules at a threshold of silenceRisk, with the segments' own ownRisk. */
  public Row overdue(double threshold) {
    return row(overdueReplay.alarms(threshold));
  }

  /** Gate and silenceRisk alone. */
  public Row overdueWithoutOwnHorizon(double threshold) {
    return row(riskReplay.alarms(threshold));
  }

  /** Falling spend, over all service lines together. */
  public Row spendDrop(Severity severity) {
    SpendStage stage = severity == Severity.CALL ? SpendStage.CALL : SpendStage.WATCH;
    return row(spend.stream().filter(s -> s.stage == stage).map(SpendAlarm::alarm).toList());
  }

  private Row row(List<Alarm> alarms) {
    AlarmFigures figures = AlarmFigures.of(candidates, alarms, protocol);
    return new Row(
        figures,
        fixed.nearest(figures.per100Purchases(), Integer.MAX_VALUE),
        fixed.nearest(figures.per100Purchases(), protocol.scanDays()),
        fixed.after((int) StrictMath.round(figures.medianDelayDays())));
  }

  public AlertBudget budget() {
    return new AlertBudget(inWindow, protocol.fromDay(), protocol.untilDay(), customers);
  }
}
