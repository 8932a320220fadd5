package dev.customerhealth.bench.micro;

import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.cadence.Rhythm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The models of purchase behaviour. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RhythmBench {

  private static final double HORIZON_DAYS = 90;

  private final CadenceModel model = Sample.RULES.segment("retail").cadence();
  private final Rhythm rhythm = new Sample().customer.rhythm;
  private final int day = rhythm.lastDay() + 40;

  @Benchmark
  public Rhythm oneMoreDay() {
    return rhythm.plus(day);
  }

  @Benchmark
  public CustomerCadence cadence() {
    return model.of(rhythm);
  }

  @Benchmark
  public double silenceRisk() {
    return model.of(rhythm).silenceRisk(day, HORIZON_DAYS);
  }

  @Benchmark
  public double ownSilenceRisk() {
    return model.of(rhythm).ownSilenceRisk(day);
  }
}
