package dev.customerhealth.bench.micro;

import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.operator.CustomerSerializer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that is thought about one event, without state access and output. Of one customer whose
 * rhythm is remembered all the time, unless it says otherwise: the live job is in between.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TimelineBench {

  private final Sample sample = new Sample();
  private final Purchase next = Sample.next();

  /** Customers with rhythms of their own: four times as many as are remembered, always in turn. */
  @State(Scope.Thread)
  public static class InTurn {

    private final Sample sample = new Sample();
    private final Customer[] customers = new Customer[2_048];
    private int turn;

    @Setup
    public void meetThemAll() {
      Random random = new Random(1);
      Arrays.setAll(customers, who -> sample.another(random));
    }

    private Customer next() {
      turn = (turn + 1) % customers.length;
      return customers[turn];
    }
  }

  /** The copy that the next one begins with: to be taken off. */
  @Benchmark
  public Customer copies() {
    return CustomerSerializer.INSTANCE.copy(sample.customer);
  }

  /** Time up to the purchase, the purchase, the look a week ahead. */
  @Benchmark
  public Customer copiesAndMeetsAPurchase() {
    Customer customer = CustomerSerializer.INSTANCE.copy(sample.customer);
    sample.meet(customer, next);
    return customer;
  }

  /** The same of one customer after the other, none of whose rhythms is remembered. */
  @Benchmark
  public Customer copiesAndMeetsAPurchaseOfManyRhythms(InTurn others) {
    Customer customer = CustomerSerializer.INSTANCE.copy(others.next());
    others.sample.meet(customer, next);
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
