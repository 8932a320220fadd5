package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CaseUpdate.Status;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complaint or request and its steps, in time order whatever the order of their arrival.
 *
 * <p>A case begins with its first opening, reopening or answer; an opening after a resolution is a
 * reopening; an opening of an open case and a resolution of one that is not open change nothing.
 */
public final class CaseFile {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MOST_STEPS = 50;

  private final String caseId;
  private final List<CaseStep> steps;
  private @Nullable Boolean complaint;

  /** As {@link #phasesOf} has them; null when they must be read again. */
  private transient @Nullable List<CasePhase> phases;

  private transient @Nullable CareRules phasesOf;

  /** What was published of it. */
  public Told told;

  public CaseFile(String caseId) {
    this(caseId, new ArrayList<>(), null, Told.NOTHING);
  }

  /** Takes over the list: steps in time order. */
  public CaseFile(String caseId, List<CaseStep> steps, @Nullable Boolean complaint, Told told) {
    this.caseId = caseId;
    this.steps = steps;
    this.complaint = complaint;
    this.told = told;
  }

  public String caseId() {
    return caseId;
  }

  public List<CaseStep> steps() {
    return steps;
  }

  /** Null while no step said. */
  public @Nullable Boolean complaint() {
    return complaint;
  }

  public void add(CaseUpdate update) {
    steps.add(CaseStep.of(update));
    steps.sort(CaseStep.IN_TIME_ORDER);
    if (steps.size() > MOST_STEPS) {
      // The opening counts, and what came last.
      steps.remove(1);
    }
    phases = null;
    if (update.complaint() != null && !Boolean.TRUE.equals(complaint)) {
      complaint = update.complaint();
    }
  }

  /** A case is a complaint unless it says that it is not. */
  boolean isComplaint() {
    return !Boolean.FALSE.equals(complaint);
  }

  public long lastStepMillis() {
    return steps.get(steps.size() - 1).timeMillis();
  }

  /** Channel and staff member of the newest step that names them. */
  public ServiceLevel.Setting setting() {
    String channel = null;
    String staff = null;
    for (CaseStep step : steps) {
      channel = step.channel() == null ? channel : step.channel();
      staff = step.staffId() == null ? staff : step.staffId();
    }
    return new ServiceLevel.Setting(channel, null, staff, null, null, caseId);
  }

  /**
   * What the case has told up to an instant: the complaint, limits that were missed, reopenings,
   * resolutions in time.
   */
  public List<TimedCue> cues(ExperienceRules rules, CareRules care, long atMillis) {
    var cues = new ArrayList<TimedCue>();
    boolean first = true;
    for (CasePhase phase : phases(care)) {
      if (first && isComplaint()) {
        cues.add(new TimedCue(rules.cue(CueCode.COMPLAINT_CASE), phase.from()));
      }
      first = false;
      addCues(phase, rules, atMillis, cues);
    }
    cues.removeIf(cue -> !cue.cue().counts());
    return cues;
  }

  private static void addCues(
      CasePhase phase, ExperienceRules rules, long atMillis, List<TimedCue> cues) {
    if (phase.reopened()) {
      cues.add(new TimedCue(rules.cue(CueCode.CASE_REOPENED), phase.from()));
    }
    Long missed = phase.missedBy(atMillis);
    if (missed != null) {
      cues.add(new TimedCue(rules.cue(CueCode.SLOW_RESOLUTION), missed));
    }
    Long resolved = phase.resolved();
    if (resolved != null && phase.isResolvedInTime()) {
      cues.add(new TimedCue(rules.cue(CueCode.RESOLVED_IN_TIME), resolved));
    }
  }

  /** When the case was last opened, or reopened; null when no step did. */
  @Nullable Long openedMillis(CareRules care) {
    CasePhase last = lastPhase(care);
    return last == null ? null : (Long) last.from();
  }

  public boolean isOpen(CareRules care) {
    CasePhase last = lastPhase(care);
    return last != null && last.isOpen();
  }

  /** The step that opened it, or opened it again; null while it is not open. */
  @Nullable CaseStep openedBy(CareRules care) {
    CasePhase last = lastPhase(care);
    return last == null || !last.isOpen() ? null : last.first();
  }

  /** When it missed the first of its limits; null when it missed none up to that instant. */
  @Nullable Long missedMillis(CareRules care, long atMillis) {
    CasePhase last = lastPhase(care);
    return last == null ? null : last.missedBy(atMillis);
  }

  /** When it was resolved for good, as far as is known; null while it is open. */
  @Nullable Long resolvedMillis(CareRules care) {
    CasePhase last = lastPhase(care);
    return last == null ? null : last.resolved();
  }

  /** The next instant at which a limit is missed if nothing happens; null when there is none. */
  @Nullable Long nextLimit(CareRules care, long afterMillis) {
    CasePhase last = lastPhase(care);
    return last == null ? null : last.nextLimit(afterMillis);
  }

  /**
   * How well it is handled, 0 to 1.
   *
   * @return null when it was resolved too long ago, or never opened
   */
  @Nullable Double care(CareRules care, long atMillis) {
    CasePhase last = lastPhase(care);
    if (last == null) {
      return null;
    }
    Long resolved = last.resolved();
    if (resolved == null) {
      boolean late = last.missedBy(atMillis) != null;
      return last.reopened() ? care.reopened() : late ? care.openLate() : care.openInTime();
    }
    if (atMillis - resolved >= care.countsDays() * 24 * HOUR_MILLIS) {
      return null;
    }
    return last.isResolvedInTime() ? care.resolvedInTime() : care.resolvedLate();
  }

  private @Nullable CasePhase lastPhase(CareRules care) {
    List<CasePhase> phases = phases(care);
    return phases.isEmpty() ? null : phases.get(phases.size() - 1);
  }

  List<CasePhase> phases(CareRules care) {
    List<CasePhase> known = phases;
    if (known == null || !care.equals(phasesOf)) {
      known = List.copyOf(read(care));
      phases = known;
      phasesOf = care;
    }
    return known;
  }

  private List<CasePhase> read(CareRules care) {
    var phases = new ArrayList<CasePhase>();
    var current = new ArrayList<CaseStep>();
    for (CaseStep step : steps) {
      boolean opens = step.status() == Status.OPENED || step.status() == Status.REOPENED;
      boolean begins = opens || (step.status() == Status.RESPONDED && phases.isEmpty());
      if (current.isEmpty() && !begins) {
        continue;
      }
      current.add(step);
      if (step.status() == Status.RESOLVED) {
        phases.add(phase(current, !phases.isEmpty(), care));
        current.clear();
      }
    }
    if (!current.isEmpty()) {
      phases.add(phase(current, !phases.isEmpty(), care));
    }
    return phases;
  }

  private static CasePhase phase(List<CaseStep> steps, boolean again, CareRules care) {
    CaseStep first = steps.get(0);
    Long promised = null;
    Long answered = null;
    Long resolved = null;
    for (CaseStep step : steps) {
      promised = promised == null ? step.promisedByMillis() : promised;
      boolean answers = step.status() == Status.RESPONDED;
      answered = answered == null && answers ? (Long) step.timeMillis() : answered;
      resolved = step.status() == Status.RESOLVED ? (Long) step.timeMillis() : resolved;
    }
    Long answerDue =
        promised == null
            ? (Long) (first.timeMillis() + care.firstAnswerHours() * HOUR_MILLIS)
            : null;
    long resolutionDue =
        promised == null ? first.timeMillis() + care.resolutionHours() * HOUR_MILLIS : promised;
    boolean reopened = again || first.status() == Status.REOPENED;
    return new CasePhase(first, reopened, answerDue, resolutionDue, answered, resolved);
  }
}
