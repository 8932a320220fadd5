package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CaseUpdate.Status;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said of a customer, kept as it was said and added up when asked: each cue of
 * precision w / width^2, halved with every half-life since its own time.
 */
final class NaiveExperience {

  private static final long HOUR = 3_600_000;

  private record Said(Cue cue, long at) {}

  private final ExperienceRules rules;
  private final FeedbackCues reader;
  private final long end;
  private final List<List<Said>> occasions = new ArrayList<>();
  private final Map<String, List<CaseUpdate>> cases = new TreeMap<>();

  NaiveExperience(ExperienceRules rules, FeedbackCues reader, long end) {
    this.rules = rules;
    this.reader = reader;
    this.end = end;
  }

  void add(CustomerEvent event) {
    long at = event.timeMillis();
    if (event instanceof Feedback feedback) {
      occasions.add(reader.of(feedback).stream().map(cue -> new Said(cue, at)).toList());
    } else if (event instanceof Observation observation) {
      occasions.add(reader.of(observation).stream().map(cue -> new Said(cue, at)).toList());
    } else if (event instanceof Referral) {
      occasions.add(List.of(new Said(rules.cue(CueCode.TOLD_SOMEBODY), at)));
    } else if (event instanceof CaseUpdate step) {
      cases.computeIfAbsent(step.caseId(), none -> new ArrayList<>()).add(step);
    }
  }

  boolean isKnown() {
    return sum(0, 3.5) >= rules.missingBelow();
  }

  double mean() {
    return (sum(1, 0) + 3.5 / 9) / (sum(0, 0) + 1 / 9.0);
  }

  /** 1 / P and how far the centres lie from the mean. */
  double variance() {
    double precision = sum(0, 0) + 1 / 9.0;
    double mean = mean();
    double spread = sum(2, mean) + (3.5 - mean) * (3.5 - mean) / 9;
    return (1 + spread) / precision;
  }

  /** Sum of precision x (centre - from)^power. */
  private double sum(int power, double from) {
    double sum = 0;
    List<List<Said>> all = new ArrayList<>(occasions);
    cases.values().forEach(steps -> all.add(story(steps)));
    for (List<Said> occasion : all) {
      double together = 0;
      double strongest = 0;
      for (Said said : occasion) {
        together += precision(said);
        strongest = Math.max(strongest, precision(said));
      }
      double share = Math.min(1, 1.5 * strongest / together);
      for (Said said : occasion) {
        double halfLives = (end - said.at()) / (rules.halfLifeDays() * 24 * HOUR);
        double left = share * precision(said) * Math.pow(.5, halfLives);
        sum += left * Math.pow(said.cue().centre() - from, power);
      }
    }
    return sum;
  }

  private static double precision(Said said) {
    return said.cue().weight() / Math.pow(said.cue().width(), 2);
  }

  /** What a case says, read step by step. */
  private List<Said> story(List<CaseUpdate> steps) {
    steps.sort(Comparator.comparingLong(CaseUpdate::timeMillis));
    var said = new ArrayList<Said>();
    var open = new ArrayList<CaseUpdate>();
    int times = 0;
    for (CaseUpdate step : steps) {
      Status status = step.status();
      boolean opens = status == Status.OPENED || status == Status.REOPENED;
      if (open.isEmpty() && !opens && !(status == Status.RESPONDED && times == 0)) {
        continue;
      }
      if (open.isEmpty()) {
        if (times++ == 0 && isComplaint(steps)) {
          say(said, CueCode.COMPLAINT_CASE, step.timeMillis());
        }
        if (times > 1 || status == Status.REOPENED) {
          say(said, CueCode.CASE_REOPENED, step.timeMillis());
        }
      }
      open.add(step);
      if (status == Status.RESOLVED) {
        close(open, step.timeMillis(), said);
        open.clear();
      }
    }
    if (!open.isEmpty()) {
      close(open, null, said);
    }
    return said;
  }

  private static boolean isComplaint(List<CaseUpdate> steps) {
    return steps.stream().anyMatch(step -> Boolean.TRUE.equals(step.complaint()))
        || steps.stream().allMatch(step -> step.complaint() == null);
  }

  private void close(List<CaseUpdate> steps, @Nullable Long resolved, List<Said> said) {
    long from = steps.get(0).timeMillis();
    Long promised = null;
    Long answered = null;
    for (CaseUpdate step : steps) {
      promised = promised == null ? step.promisedByMillis() : promised;
      boolean answers = step.status() == Status.RESPONDED || step.status() == Status.RESOLVED;
      answered = answered == null && answers ? (Long) step.timeMillis() : answered;
    }
    long due = promised == null ? from + 72 * HOUR : promised;
    long late = Long.MAX_VALUE;
    if (resolved == null || resolved > due) {
      late = Math.max(from, due) + 1;
    }
    if (promised == null && (answered == null || answered > from + 24 * HOUR)) {
      late = Math.min(late, from + 24 * HOUR + 1);
    }
    if (late <= end) {
      say(said, CueCode.SLOW_RESOLUTION, late);
    }
    if (resolved != null && resolved <= due) {
      say(said, CueCode.RESOLVED_IN_TIME, resolved);
    }
  }

  private void say(List<Said> said, CueCode code, long at) {
    said.add(new Said(rules.cue(code), at));
  }
}
