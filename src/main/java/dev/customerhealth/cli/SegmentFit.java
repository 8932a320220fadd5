package dev.customerhealth.cli;

import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.FittedCadence;
import dev.customerhealth.domain.cadence.MixParams;
import dev.customerhealth.domain.cadence.NbdParams;
import dev.customerhealth.domain.rules.SegmentRules;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What fitting did to one segment.
 *
 * @param before its rules as given
 * @param after its rules now
 * @param fitted the fit, or why there is none
 * @param seconds that it took
 */
record SegmentFit(SegmentRules before, SegmentRules after, FittedCadence fitted, double seconds) {

  enum Outcome {
    FITTED,
    /** Too few customers; it follows the default segment, as it did before. */
    INHERITED,
    /** Too few customers; it keeps the parameters that it had. */
    KEPT
  }

  Outcome outcome() {
    if (fitted.isFitted()) {
      return Outcome.FITTED;
    }
    return after.equals(before) ? Outcome.KEPT : Outcome.INHERITED;
  }

  /** Parameters only where they are new. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("outcome", outcome().name());
    json.put("reason", fitted.isFitted() ? null : fitted.fallbackReason());
    json.put("paramsSource", after.paramsSource());
    json.put("basis", after.basis().name());
    json.put("customers", fitted.customers());
    json.put("repeatBuyers", fitted.repeatBuyers());
    if (fitted.isFitted()) {
      putModel(json, after.cadence());
    }
    return json;
  }

  private void putModel(Map<String, Object> json, CadenceModel model) {
    json.put("typicalGapDays", model.typicalGapDays());
    json.put("bg", nbd(model.bg(), fitted.bgLogLikelihood()));
    json.put("mbg", nbd(model.mbg(), fitted.mbgLogLikelihood()));
    Map<String, Object> mix = nbd(model.mix().nbd(), fitted.mixLogLikelihood());
    mix.put("k", MixParams.KS);
    mix.put("weights", model.mix().weights());
    json.put("mix", mix);
    json.put("seconds", seconds);
  }

  private static Map<String, Object> nbd(NbdParams params, double logLikelihood) {
    var json = new LinkedHashMap<String, Object>();
    json.put("r", params.r());
    json.put("alpha", params.alpha());
    json.put("a", params.a());
    json.put("b", params.b());
    json.put("logLikelihood", logLikelihood);
    return json;
  }

  /** For a person; several lines. */
  String text() {
    String name = before.name();
    if (!fitted.isFitted()) {
      String kept =
          outcome() == Outcome.KEPT
              ? "keeps its parameters (" + after.paramsSource() + ")"
              : "follows the default segment";
      return "segment " + name + " " + kept + ": " + fitted.fallbackReason();
    }
    CadenceModel model = after.cadence();
    return format(
            "segment %s: %,d customers, %,d of them more than once, typical gap %s days (%.1f s)",
            name, fitted.customers(), fitted.repeatBuyers(), gap(model), seconds)
        + line("BG/NBD", model.bg(), fitted.bgLogLikelihood())
        + line("MBG/NBD", model.mbg(), fitted.mbgLogLikelihood())
        + line("MIX-k", model.mix().nbd(), fitted.mixLogLikelihood())
        + weights(model.mix());
  }

  private static String gap(CadenceModel model) {
    return format("%.1f", model.typicalGapDays()).replace(".0", "");
  }

  private static String line(String name, NbdParams p, double logLikelihood) {
    return format(
        "%n  %-8s r %.3f  alpha %.3f  a %.3f  b %.3f  LL %.1f",
        name, p.r(), p.alpha(), p.a(), p.b(), logLikelihood);
  }

  private static String weights(MixParams mix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MixParams.KS.size(); i++) {
      text.append(format("  k=%d %.3f", MixParams.KS.get(i), mix.weights().get(i)));
    }
    return text.toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
