package dev.customerhealth.domain.replay;

import java.util.List;

/**
 * What the first alarms of one rule would have been worth.
 *
 * @param purchases candidate silences looked at: one for each occurrence day but a customer's first
 * @param alarms at most one for each
 * @param right alarms after which nothing happened for the horizon
 * @param defections silences that lasted as long as a real defection
 * @param caught those among them with an alarm
 * @param medianDelayDays from the last occurrence to the alarm; NaN without alarms
 * @param value of the defections
 * @param valueCaught of those caught
 */
public record AlarmFigures(
    int purchases,
    int alarms,
    int right,
    int defections,
    int caught,
    double medianDelayDays,
    double value,
    double valueCaught) {

  static AlarmFigures of(List<Spell> candidates, List<Alarm> alarms, Protocol protocol) {
    List<Spell> lost = lost(candidates, protocol);
    List<Spell> caught = lost(alarms.stream().map(Alarm::spell).toList(), protocol);
    return new AlarmFigures(
        candidates.size(),
        alarms.size(),
        (int) alarms.stream().filter(alarm -> alarm.isRight(protocol.horizonDays())).count(),
        lost.size(),
        caught.size(),
        median(alarms.stream().mapToInt(Alarm::delayDays).sorted().toArray()),
        lost.stream().mapToDouble(Spell::value).sum(),
        caught.stream().mapToDouble(Spell::value).sum());
  }

  private static List<Spell> lost(List<Spell> spells, Protocol protocol) {
    return spells.stream().filter(spell -> spell.lasts(protocol.defectionDays())).toList();
  }

  private static double median(int[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
  }

  /** NaN without purchases. */
  public double per100Purchases() {
    return 100.0 * alarms / purchases;
  }

  /** NaN without alarms. */
  public double precision() {
    return (double) right / alarms;
  }

  /** Share of the defections; NaN without any. */
  public double caughtShare() {
    return (double) caught / defections;
  }

  /** Share of the defections' value; NaN when that is not known. */
  public double valueCaughtShare() {
    return valueCaught / value;
  }
}
