package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.rules.CareRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which complaints wait for their resolution, and what was put right since it went wrong. */
public final class Complaints {

  private final Experience experience;
  private final CareRules care;
  private final Reach reach;
  private final boolean count;

  /**
   * @param count whether a complaint case says anything of the service, under the rules
   */
  Complaints(Experience experience, CareRules care, Reach reach, boolean count) {
    this.experience = experience;
    this.care = care;
    this.reach = reach;
    this.count = count;
  }

  /** A case of which nothing was heard for the whole reach is as good as forgotten. */
  boolean isRemembered(CaseFile file, long atMillis) {
    return reach.holds(file.lastStepMillis(), atMillis);
  }

  /** Whether it is a complaint, as far as complaints count. */
  boolean counts(CaseFile file, long atMillis) {
    return count && file.isComplaint() && isRemembered(file, atMillis);
  }

  boolean isAnyOpen(long atMillis) {
    for (CaseFile file : experience.cases) {
      if (counts(file, atMillis) && file.isOpen(care)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A complaint that waits for its resolution.
   *
   * @param opening the step that opened it, or opened it again
   * @param missedMillis since when it is past a limit; null: it is not
   */
  public record Open(String caseId, CaseStep opening, @Nullable Long missedMillis) {

    public long sinceMillis() {
      return opening.timeMillis();
    }

    /** Of the step that opened it. */
    public String openingId() {
      return CaseUpdate.id(caseId, opening.status(), opening.timeMillis());
    }
  }

  /** In the order of their ids. */
  public List<Open> open(long atMillis) {
    var open = new ArrayList<Open>(experience.cases.size());
    for (CaseFile file : experience.cases) {
      CaseStep opening = file.openedBy(care);
      if (opening != null && file.isComplaint() && isRemembered(file, atMillis)) {
        open.add(new Open(file.caseId(), opening, file.missedMillis(care, atMillis)));
      }
    }
    return open;
  }

  /** Whether what went wrong at an instant was put right since; see {@link #resolvedAfter}. */
  public boolean isMadeGood(@Nullable String caseId, long timeMillis) {
    return resolvedAfter(caseId, timeMillis) != null;
  }

  /**
   * When what went wrong was put right: when its own case was resolved, or, where it names none
   * that is known, any complaint of the customer. Null while that has not happened.
   */
  @Nullable Long resolvedAfter(Occasion occasion) {
    return resolvedAfter(occasion.caseId(), occasion.timeMillis());
  }

  private @Nullable Long resolvedAfter(@Nullable String caseId, long timeMillis) {
    CaseFile own = caseId == null ? null : experience.caseFile(caseId);
    Long first = null;
    for (CaseFile file : experience.cases) {
      boolean asked = own == null ? file.isComplaint() : file == own;
      Long resolved = asked ? file.resolvedMillis(care) : null;
      boolean later = resolved != null && resolved > timeMillis;
      if (resolved != null && later && (first == null || resolved < first)) {
        first = resolved;
      }
    }
    return first;
  }
}
