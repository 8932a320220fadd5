package dev.customerhealth.bench.micro;

import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.operator.CustomerSerializer;
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

/** All that is thought about one event, without state access and output. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TimelineBench {

  private final Sample sample = new Sample();
  private final Purchase next = Sample.next();

  /** The copy that the next one begins with: to be taken off. */
  @Benchmark
  public Customer copies() {
    return CustomerSerializer.INSTANCE.copy(sample.customer);
  }

  /** Time up to the purchase, the purchase, the look a week ahead. */
  @Benchmark
  public Customer copiesAndMeetsAPurchase() {
    Customer customer = CustomerSerializer.INSTANCE.copy(sample.customer);
    sample.timeline.passTime(customer, Sample.ID, next.timeMillis() - 1, sample);
    sample.timeline.apply(customer, Sample.ID, next, sample);
    sample.timeline.passTime(customer, Sample.ID, next.timeMillis() + 5_000, sample);
    return customer;
  }

  /** The purchase alone, just as if time had passed before. */
  @Benchmark
  public Customer copiesAndAppliesAPurchase() {
    Customer customer = CustomerSerializer.INSTANCE.copy(sample.customer);
    sample.timeline.apply(customer, Sample.ID, next, sample);
    return customer;
  }
}
