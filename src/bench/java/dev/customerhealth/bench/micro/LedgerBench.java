package dev.customerhealth.bench.micro;

import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.customer.EventIds;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.Windows;
import java.math.BigDecimal;
import java.util.Optional;
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

/** The books of a customer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LedgerBench {

  private static final int TODAY = 20_700;

  private final Ledger ledger = new Sample().customer.ledger;
  private final int lastDay = ledger.days().get(ledger.days().size() - 1).day;
  private final Purchase purchase = Sample.next();
  private final long hash = EventIds.hash(purchase.type(), purchase.id());

  @Benchmark
  public Windows windows() {
    return ledger.windows(lastDay);
  }

  @Benchmark
  public boolean knowsAnEvent() {
    return ledger.knows(hash, lastDay);
  }

  @Benchmark
  public Ledger booksAFirstPurchase() {
    Ledger fresh = new Ledger();
    fresh.book(TODAY, TODAY, purchase, Optional.of(BigDecimal.ONE), hash, null);
    return fresh;
  }

  @Benchmark
  public long hashesAnId() {
    return EventIds.hash(purchase.type(), purchase.id());
  }
}
