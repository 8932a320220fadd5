package dev.customerhealth.domain.experience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What was said on many occasions, and some of it taken back. */
public final class Occasions {

  public static final double HALF_LIFE_DAYS = 180;
  public static final List<String> KEYS =
      List.of("STAFF:an", "STAFF:#7", "CHANNEL:ZALO", "CHANNEL:a:b", "STAGE:AFTER_SALE");

  private static final long DAY = Duration.ofDays(1).toMillis();

  /**
   * One of them.
   *
   * @param saidMillis the cue fades from here
   * @param decidedMillis not before
   * @param sign -1: taken back
   */
  public record Occasion(
      String key, String customerId, Cue cue, long saidMillis, long decidedMillis, int sign) {

    public boolean isSuccess() {
      return cue.centre() >= 3.5;
    }

    public StandingShare share() {
      return share(HALF_LIFE_DAYS);
    }

    public StandingShare share(double halfLifeDays) {
      LatentSums none = LatentSums.empty(halfLifeDays);
      LatentSums sums = sign > 0 ? none.plus(cue, saidMillis) : none.minus(cue, saidMillis);
      return StandingShare.of(key, customerId, decidedMillis, sums, sign, isSuccess());
    }

    Occasion takenBack(long atMillis) {
      return new Occasion(key, customerId, cue, saidMillis, atMillis, -1);
    }
  }

  private Occasions() {}

  /** A rating, decided as it was given. */
  public static Occasion rating(String key, String customerId, double centre, long timeMillis) {
    Cue cue = Cue.of(CueCode.RATING, centre, .6, 1);
    return new Occasion(key, customerId, cue, timeMillis, timeMillis, 1);
  }

  /** About one in six is taken back up to ten days later. */
  public static List<Occasion> random(Random random, int count, long startMillis, int days) {
    var all = new ArrayList<Occasion>();
    for (int i = 0; i < count; i++) {
      long said = startMillis + (long) (random.nextDouble() * days * DAY);
      long decided = said + (random.nextBoolean() ? 0 : (long) (random.nextDouble() * 3 * DAY));
      Cue cue = Cue.of(CueCode.RATING, 1 + 5 * random.nextDouble(), .3 + random.nextDouble(), 1);
      String key = KEYS.get(random.nextInt(KEYS.size()));
      var occasion = new Occasion(key, "c" + random.nextInt(40), cue, said, decided, 1);
      all.add(occasion);
      if (random.nextInt(6) == 0) {
        all.add(occasion.takenBack(decided + (long) (random.nextDouble() * 10 * DAY)));
      }
    }
    return all;
  }
}
