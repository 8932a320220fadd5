package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed once and shared is, to the last bit, what each formula says for itself. */
class HabitTest {

  private static final CadenceModel MODEL = ShippedModel.MODEL;
  private static final int[] HORIZONS = {30, 60, 90, 180};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyRiskIsThatOfTheFormulasOfOneDay(long seed) {
    Random random = new Random(seed);
    Cadences cadences = new Cadences();
    List<Rhythm> rhythms = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      boolean again = !rhythms.isEmpty() && random.nextInt(3) > 0;
      Rhythm rhythm = again ? rhythms.get(random.nextInt(rhythms.size())) : random(random);
      rhythms.add(rhythm);
      CustomerCadence cadence = cadences.of(MODEL, moved(rhythm, random.nextInt(500)));
      int moved = cadenceDay(cadence, rhythm);
      for (int asked = 0; asked < 4; asked++) {
        int silent = random.nextInt(random.nextBoolean() ? 8 : 900);
        boolean own = random.nextBoolean();
        double horizon = own ? cadence.ownHorizonDays() : HORIZONS[random.nextInt(4)];
        assertThat(cadence.silenceRisk(moved + silent, horizon))
            .as("%s after %s days, horizon %s", rhythm, silent, horizon)
            .isEqualTo(plainRisk(rhythm, silent, horizon));
        assertThat(cadence.pAlive(moved + silent)).isEqualTo(plainAlive(rhythm, silent));
      }
    }
  }

  /**
   * Over a horizon shorter than the own gap a regular customer's risk falls after the gate, too.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theDayAtRiskIsThatOfALookAtEachDay(long seed) {
    Random random = new Random(seed);
    Cadences cadences = new Cadences();
    for (int round = 0; round < 250; round++) {
      Rhythm rhythm = random(random);
      CustomerCadence cadence = cadences.of(MODEL, rhythm);
      int until = rhythm.lastDay() + (random.nextInt(4) == 0 ? random.nextInt(200) : 1095);
      double horizon = HORIZONS[random.nextInt(4)];
      double silence = .2 + .7 * random.nextDouble();
      double own = random.nextInt(4) == 0 ? 0 : .2 + .7 * random.nextDouble();
      IntPredicate atRisk =
          day -> cadence.silenceRisk(day, horizon) >= silence && cadence.ownSilenceRisk(day) >= own;
      OptionalInt first = scan(cadence.gateDay(), until, atRisk);
      for (int again = 0; again < 2; again++) {
        assertThat(cadence.firstDayAtRisk(horizon, silence, own, until))
            .as("%s at %s/%s, horizon %s, until %s", rhythm, silence, own, horizon, until)
            .isEqualTo(first);
      }
    }
  }

  /** The same rhythm, other days. */
  private static Rhythm moved(Rhythm rhythm, int days) {
    return new Rhythm(
        rhythm.days(), rhythm.firstDay() + days, rhythm.lastDay() + days, rhythm.sumLogGap());
  }

  /** The last day of a rhythm that was moved. */
  private static int cadenceDay(CustomerCadence cadence, Rhythm rhythm) {
    return cadence.gateDay() - (int) Math.ceil(MODEL.gapDays(rhythm));
  }

  private static double plainAlive(Rhythm rhythm, int silent) {
    ErlangBuyer buyer = buyer(rhythm);
    return ErlangBuyer.logistic(buyer.logStillWaiting(silent / 7.0) - buyer.logDropOdds());
  }

  private static double plainRisk(Rhythm rhythm, int silent, double horizonDays) {
    double weeks = silent / 7.0;
    double horizon = horizonDays / 7;
    double single = plainSilent(buyer(rhythm), weeks, horizon);
    if (rhythm.days() == 1) {
      return single;
    }
    double mixed = plainMix(rhythm, weeks, horizon);
    return ErlangBuyer.logistic((logit(single) + logit(mixed)) / 2);
  }

  private static ErlangBuyer buyer(Rhythm rhythm) {
    int x = rhythm.repeats();
    double tx = rhythm.recencyWeeks();
    return x == 0 ? MbgNbd.buyer(MODEL.mbg(), x, tx) : BgNbd.buyer(MODEL.bg(), x, tx);
  }

  private static double plainSilent(ErlangBuyer buyer, double weeks, double horizon) {
    double now = buyer.logStillWaiting(weeks);
    double later = buyer.logStillWaiting(weeks + horizon);
    double logOdds = now - buyer.logDropOdds();
    double quiet = StrictMath.exp(later - now);
    return Math.min(1, ErlangBuyer.logistic(-logOdds) + ErlangBuyer.logistic(logOdds) * quiet);
  }

  private static double plainMix(Rhythm rhythm, double weeks, double horizon) {
    NbdParams nbd = MODEL.mix().nbd();
    int x = rhythm.repeats();
    int size = MixParams.KS.size();
    double[] logWeight = new double[size];
    double[] silent = new double[size];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      int k = MixParams.KS.get(i);
      double logDropOdds = StrictMath.log(nbd.a() / (nbd.b() + x));
      double scale = nbd.alpha() / k + rhythm.recencyWeeks();
      ErlangBuyer buyer = new ErlangBuyer(k, nbd.r() + (double) k * x, scale, logDropOdds);
      double now = buyer.logStillWaiting(weeks);
      silent[i] = plainSilent(buyer, weeks, horizon);
      logWeight[i] =
          StrictMath.log(MODEL.mix().weights().get(i))
              + MixK.logGaps(buyer, nbd.r(), x, rhythm.sumLogGapWeeks())
              + LogGamma.of(buyer.shape())
              + ErlangBuyer.logSumExp(now, logDropOdds);
      best = Math.max(best, logWeight[i]);
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < size; i++) {
      double weight = StrictMath.exp(logWeight[i] - best);
      sum += weight * silent[i];
      weights += weight;
    }
    return Math.min(1, sum / weights);
  }

  private static double logit(double probability) {
    double clipped = Math.min(1 - 1e-6, Math.max(1e-6, probability));
    return StrictMath.log(clipped / (1 - clipped));
  }

  private static OptionalInt scan(int from, int until, IntPredicate condition) {
    return IntStream.rangeClosed(from, until).filter(condition).findFirst();
  }

  /** Gaps from chance to clockwork: Erlang-1 to Erlang-6. */
  private static Rhythm random(Random random) {
    Rhythm rhythm = Rhythm.NONE.plus(14_000);
    int meanGap = 1 + random.nextInt(200);
    int regularity = 1 + random.nextInt(6);
    int most = random.nextInt(4) == 0 ? 300 : 8;
    for (int left = random.nextInt(most); left > 0; left--) {
      double gap = 0;
      for (int i = 0; i < regularity; i++) {
        gap -= Math.log(1 - random.nextDouble()) * meanGap / regularity;
      }
      rhythm = rhythm.plus(rhythm.lastDay() + 1 + (int) gap);
    }
    return rhythm;
  }
}
