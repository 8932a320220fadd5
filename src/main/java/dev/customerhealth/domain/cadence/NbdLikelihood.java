package dev.customerhealth.domain.cadence;

/** ln likelihood of a sample under BG/NBD or MBG/NBD. */
final class NbdLikelihood {

  private final RhythmSample sample;
  private final boolean dropAfterFirst;

  private NbdLikelihood(RhythmSample sample, boolean dropAfterFirst) {
    this.sample = sample;
    this.dropAfterFirst = dropAfterFirst;
  }

  static NbdLikelihood bg(RhythmSample sample) {
    return new NbdLikelihood(sample, false);
  }

  static NbdLikelihood mbg(RhythmSample sample) {
    return new NbdLikelihood(sample, true);
  }

  double of(NbdParams p) {
    double sum = 0;
    double perRepeats = 0;
    double logDropOdds = 0;
    for (int i = 0; i < sample.size; i++) {
      int x = sample.x[i];
      if (i == 0 || x != sample.x[i - 1]) {
        int chances = dropAfterFirst ? MbgNbd.dropChances(x) : BgNbd.dropChances(x);
        perRepeats = perRepeats(p, x, chances);
        logDropOdds = BgNbd.logDropOdds(p, chances);
      }
      double scale = p.alpha() + sample.recencyWeeks[i];
      ErlangBuyer buyer = new ErlangBuyer(1, p.r() + x, scale, logDropOdds);
      double perDay =
          buyer.after(sample.silentWeeks[i]).logSilence() - buyer.shape() * StrictMath.log(scale);
      sum += sample.count[i] * (perRepeats + perDay);
    }
    return sum;
  }

  private static double perRepeats(NbdParams p, int x, int chances) {
    return LogGamma.of(p.r() + x)
        - LogGamma.of(p.r())
        + p.r() * StrictMath.log(p.alpha())
        + LogGamma.logSurvival(p.a(), p.b(), chances);
  }
}
