package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what can be given to a customer from what cannot: rejected inputs become dead letters,
 * ticks have done their work, and rows behind the end of event time are ignored.
 *
 * <p>State: none. Timers: none.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class RouteInput extends ProcessFunction<Envelope, Envelope> {

  public static final String UID = "route-input";
  public static final OutputTag<OutputMessage> REJECTED =
      new OutputTag<>("rejected-input", Types.OUTPUT);

  private static final long serialVersionUID = 1L;

  private final Reports reports;
  private final long endMillis;
  private transient Account account;
  private transient Counter ticks;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public RouteInput(Reports reports, long endMillis) {
    this.reports = reports;
    this.endMillis = endMillis;
  }

  @Override
  public void open(OpenContext context) {
    account =
        new Account(
            getRuntimeContext(), Account.Entry.READ, Account.Entry.REJECTED, Account.Entry.IGNORED);
    ticks = Metric.TICKS.counter(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Envelope input, Context context, Collector<Envelope> out) {
    if (input.isTick()) {
      ticks.inc();
      return;
    }
    account.read(input.type());
    if (input.isRejected()) {
      reject(input, context);
    } else if (input.timeMillis() > endMillis) {
      account.add(Account.Entry.IGNORED);
    } else {
      out.collect(input);
    }
  }

  private void reject(Envelope input, Context context) {
    account.rejected(Objects.requireNonNull(input.reason()));
    context.output(REJECTED, reports.deadLetter(input));
  }
}
