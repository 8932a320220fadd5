package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CadenceFitTest {

  @Test
  void givesThePublishedParametersOnCdnow() {
    FittedCadence fit = fit(cdnow("cdnow_sample.csv.gz"), "1997-10-01");

    assertThat(fit.isFitted()).isTrue();
    assertThat(fit.customers()).isEqualTo(2357);
    assertParams(fit.model().bg(), 5e-4, .243, 4.414, .793, 2.426);
    assertThat(fit.bgLogLikelihood()).isCloseTo(-9582.4, within(.05));
    assertParams(fit.model().mbg(), 5e-4, .525, 6.183, .891, 1.614);
    assertThat(fit.mbgLogLikelihood()).isCloseTo(-9582.1, within(.05));
  }

  @Test
  void givesTheShippedParametersOnOnlineRetail() {
    FittedCadence fit = fit(PurchaseLog.of(onlineRetail()), "2011-06-01");

    CadenceModel shipped = CadenceModel.SHIPPED;
    assertParams(
        fit.model().bg(),
        5e-3,
        shipped.bg().r(),
        shipped.bg().alpha(),
        shipped.bg().a(),
        shipped.bg().b());
    assertParams(
        fit.model().mbg(),
        5e-3,
        shipped.mbg().r(),
        shipped.mbg().alpha(),
        shipped.mbg().a(),
        shipped.mbg().b());
    assertThat(fit.model().typicalGapDays()).isEqualTo(shipped.typicalGapDays());
    System.out.println(fit);
  }

  @Test
  void staysFiniteWhereAShortHistoryLeavesDropoutUnidentified() {
    FittedCadence fit = fit(PurchaseLog.of(onlineRetail()), "2010-09-01");
    System.out.println(fit);
    assertThat(fit.isFitted()).isTrue();
    assertThat(fit.model().bg().b()).isBetween(1e-3, 1000.0);
    assertThat(fit.model().mbg().b()).isBetween(1e-3, 1000.0);
    assertThat(fit.model().mix().nbd().b()).isBetween(1e-3, 1000.0);
  }

  private static FittedCadence fit(PurchaseLog log, String cutoff) {
    long start = System.nanoTime();
    FittedCadence fit =
        CadenceFit.fit(log.purchaseDays(), PurchaseLog.epochDay(cutoff), CadenceModel.SHIPPED);
    System.out.println("fit took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    return fit;
  }

  private static Path onlineRetail() {
    Optional<Path> file = TestData.data("online_retail_ii.csv.gz");
    assumeTrue(file.isPresent(), "online_retail_ii.csv.gz is not here");
    return file.get();
  }

  private static PurchaseLog cdnow(String name) {
    Optional<Path> file = TestData.data(name);
    assumeTrue(file.isPresent(), name + " is not here");
    return PurchaseLog.zeroIsUnknown(file.get());
  }

  private static void assertParams(
      NbdParams p, double tolerance, double r, double alpha, double a, double b) {
    assertThat(p.r()).isCloseTo(r, within(tolerance));
    assertThat(p.alpha()).isCloseTo(alpha, within(tolerance));
    assertThat(p.a()).isCloseTo(a, within(tolerance));
    assertThat(p.b()).isCloseTo(b, within(tolerance));
  }
}
