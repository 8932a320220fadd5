package dev.customerhealth.cli;

import dev.customerhealth.domain.cadence.CadenceFit;
import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.FittedCadence;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The models of all segments, fitted to what was known before a cut-off.
 *
 * @param rules as given, with the fitted models; equal to them when no segment could be fitted
 * @param segments the default first
 */
record SegmentFits(Rules rules, List<SegmentFit> segments) {

  private static final Pattern EARLIER_FIT = Pattern.compile("-fitted-\\d{4}-\\d{2}-\\d{2}$");

  /** Fits one segment after the other. */
  static SegmentFits of(PurchaseHistories histories, Rules given, Cutoff cutoff, PrintWriter err)
      throws Exception {
    return new Fitting(given, cutoff, histories, err).run();
  }

  boolean anyFitted() {
    return segments.stream().anyMatch(segment -> segment.fitted().isFitted());
  }

  private record Timed(FittedCadence fitted, double seconds) {}

  private record Fitting(Rules given, Cutoff cutoff, PurchaseHistories histories, PrintWriter err) {

    SegmentFits run() throws Exception {
      Map<String, List<int[]>> days = daysBySegment();
      var fits = new TreeMap<String, Timed>();
      for (SegmentRules segment : given.segments().values()) {
        fits.put(segment.name(), fit(segment, days.getOrDefault(segment.name(), List.of())));
      }
      Rules fitted = apply(fits);
      List<SegmentFit> outcomes = new ArrayList<>();
      fits.forEach(
          (name, fit) ->
              outcomes.add(
                  new SegmentFit(
                      given.segment(name), fitted.segment(name), fit.fitted, fit.seconds)));
      outcomes.sort(
          Comparator.comparing(fit -> !fit.before().name().equals(Rules.DEFAULT_SEGMENT)));
      return new SegmentFits(fitted, List.copyOf(outcomes));
    }

    private Map<String, List<int[]>> daysBySegment() {
      var days = new TreeMap<String, List<int[]>>();
      for (CustomerHistory customer : histories.customers()) {
        SegmentRules segment = customer.segment(given, cutoff);
        days.computeIfAbsent(segment.name(), name -> new ArrayList<>())
            .add(customer.occurrenceDays(segment.basis(), cutoff));
      }
      return days;
    }

    private Timed fit(SegmentRules segment, List<int[]> days) throws Exception {
      long started = System.nanoTime();
      String what = "fitting " + segment.name() + " before " + cutoff.date();
      FittedCadence fitted =
          LongWork.wait(err, what, () -> CadenceFit.fit(days, cutoff.day(), segment.cadence()));
      double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
      boolean blind = segment.basis() == RhythmBasis.VISIT && !histories.hasVisits();
      return new Timed(fitted.isFitted() || !blind ? fitted : explained(fitted), seconds);
    }

    private static FittedCadence explained(FittedCadence fallback) {
      return new FittedCadence(
          fallback.model(),
          fallback.customers(),
          fallback.repeatBuyers(),
          fallback.bgLogLikelihood(),
          fallback.mbgLogLikelihood(),
          fallback.mixLogLikelihood(),
          fallback.fallbackReason() + "; its rhythm counts visits, give --visits");
    }

    private Rules apply(Map<String, Timed> fits) {
      var models = new TreeMap<String, CadenceModel>();
      fits.forEach(
          (name, fit) -> {
            if (fit.fitted.isFitted()) {
              models.put(name, fit.fitted.model());
            }
          });
      return models.isEmpty()
          ? given
          : given.withCadence(models, "FITTED " + cutoff.date()).withVersion(version());
    }

    private String version() {
      return VersionName.with(given.version(), EARLIER_FIT, "-fitted-" + cutoff.date());
    }
  }
}
