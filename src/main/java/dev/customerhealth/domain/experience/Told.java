package dev.customerhealth.domain.experience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was last published of something whose level may change: a case or a referral.
 *
 * @param revision of that record; 0 before the first
 * @param level of that record; null without any cue
 * @param cues that it rested on
 * @param settled whether what went wrong had been put right: nothing held the level down
 * @param setting of that record, for its share in the standings
 */
public record Told(
    long revision,
    @Nullable Level level,
    List<TimedCue> cues,
    boolean settled,
    ServiceLevel.Setting setting) {

  public static final Told NOTHING =
      new Told(0, null, List.of(), false, ServiceLevel.Setting.UNKNOWN);

  public Told {
    cues = List.copyOf(cues);
  }
}
