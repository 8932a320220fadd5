package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.ServiceLevel.Setting;
import dev.customerhealth.domain.experience.ServiceLevel.State;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.experience.Told;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes levels of one customer, and their shares in the standings of those who served. */
record LevelNews(
    Rules rules,
    ExperienceModel model,
    CalendarDays calendar,
    Customer customer,
    String customerId,
    Publisher out) {

  /** Something that says all it has to say at once. */
  void once(String key, long timeMillis, Optional<Reading> reading, Setting setting) {
    publish(key, 1, State.CONFIRMED, timeMillis, reading.orElse(null), setting);
    reading.ifPresent(
        found -> share(Shared.timed(cues(found), timeMillis), setting, found.level(), 1));
  }

  private static List<Cue> cues(Reading reading) {
    return reading.evidence().stream()
        .map(evidence -> evidence.cue())
        .filter(cue -> cue.code() != CueCode.PRIOR)
        .toList();
  }

  /**
   * A new revision of what was told of a case or referral; without any cue it is taken back.
   *
   * @param settled whether what went wrong has been put right
   * @return what is told now
   */
  Told again(String key, Told told, List<TimedCue> cues, boolean settled, Setting setting) {
    Reading reading = read(cues, settled);
    Level level = reading == null ? null : reading.level();
    long revision = told.revision() + 1;
    publish(
        key,
        revision,
        reading == null ? State.WITHDRAWN : State.CONFIRMED,
        cues.stream().mapToLong(TimedCue::timeMillis).max().orElse(customer.clockMillis),
        reading,
        setting);
    Level before = told.level();
    if (before != null) {
      share(Shared.of(model, told.cues()), told.setting(), before, -1);
    }
    if (level != null) {
      share(Shared.of(model, cues), setting, level, 1);
    }
    return new Told(revision, level, cues, settled, setting);
  }

  Told takenBack(String key, Told told) {
    return told.level() == null ? told : again(key, told, List.of(), false, told.setting());
  }

  private @Nullable Reading read(List<TimedCue> timed, boolean settled) {
    List<Cue> cues = TimedCue.cues(timed);
    return (settled ? model.readSettled(cues) : model.read(cues)).orElse(null);
  }

  /**
   * @param silence null: there is nothing to say
   * @return whether there was
   */
  boolean silence(@Nullable Silence silence) {
    if (silence == null) {
      return false;
    }
    boolean stands = silence.state() != State.WITHDRAWN;
    List<Cue> cues =
        stands ? List.of(rules.experience().cue(CueCode.SILENT_NON_RETURN)) : List.of();
    publish(
        ServiceLevels.key(silence),
        silence.revision(),
        silence.state(),
        calendar.startOf(silence.sinceDay()),
        model.read(cues).orElse(null),
        Setting.UNKNOWN);
    return true;
  }

  private void publish(
      String key,
      long revision,
      State state,
      long timeMillis,
      @Nullable Reading reading,
      Setting setting) {
    String segment = customer.profile == null ? null : rules.segment(customer.segmentName()).name();
    out.level(
        new ServiceLevel(
            customerId,
            key,
            revision,
            state,
            timeMillis,
            customer.clockMillis,
            reading,
            setting,
            segment,
            rules.version()));
  }

  /**
   * @param sign 1 to add, -1 to take back
   */
  private void share(List<TimedCue> cues, Setting setting, Level level, int sign) {
    LatentSums sums = LatentSums.empty(rules.experience().halfLifeDays());
    for (TimedCue cue : cues) {
      sums =
          sign > 0
              ? sums.plus(cue.cue(), cue.timeMillis())
              : sums.minus(cue.cue(), cue.timeMillis());
    }
    for (String key : StandingShare.keys(setting)) {
      out.standing(
          StandingShare.of(key, customerId, customer.clockMillis, sums, sign, level.isSuccess()));
    }
  }
}
