package dev.customerhealth.domain.cadence;

/** ln likelihood of a sample under MIX-k. */
final class MixLikelihood {

  private static final int SIZE = MixParams.KS.size();

  private final RhythmSample sample;

  MixLikelihood(RhythmSample sample) {
    this.sample = sample;
  }

  /** With the weights as logarithms, in the order of {@link MixParams#KS}. */
  double of(NbdParams p, double[] logWeights) {
    double sum = 0;
    double[] perRepeats = new double[SIZE];
    for (int i = 0; i < sample.size; i++) {
      if (i == 0 || sample.x[i] != sample.x[i - 1]) {
        fillPerRepeats(perRepeats, p, sample.x[i], logWeights);
      }
      sum += sample.count[i] * logDensity(i, p, perRepeats);
    }
    return sum;
  }

  private double logDensity(int i, NbdParams p, double[] perRepeats) {
    int x = sample.x[i];
    double logDropOdds = BgNbd.logDropOdds(p, MbgNbd.dropChances(x));
    double total = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < SIZE; j++) {
      int k = MixParams.KS.get(j);
      double scale = p.alpha() / k + sample.recencyWeeks[i];
      ErlangBuyer buyer = new ErlangBuyer(k, p.r() + (double) k * x, scale, logDropOdds);
      double density =
          perRepeats[j]
              + MixK.logGaps(buyer, p.r(), x, sample.sumLogGap[i])
              + buyer.after(sample.silentWeeks[i]).logSilence();
      total = ErlangBuyer.logSumExp(total, density);
    }
    return total;
  }

  private static void fillPerRepeats(double[] target, NbdParams p, int x, double[] logWeights) {
    double shared =
        p.r() * StrictMath.log(p.alpha())
            - LogGamma.of(p.r())
            + LogGamma.logSurvival(p.a(), p.b(), MbgNbd.dropChances(x));
    for (int j = 0; j < SIZE; j++) {
      target[j] = logWeights[j] + shared + LogGamma.of(p.r() + (double) MixParams.KS.get(j) * x);
    }
  }
}
