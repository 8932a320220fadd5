package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Signal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts signals that came too late for a story: those of a correction that late data brought. They
 * still act on alerts, which take them by themselves.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class CountLateSignals extends ProcessFunction<Signal, Void> {

  public static final String UID = "count-late-signals";

  private static final long serialVersionUID = 1L;

  private transient Account account;

  @Override
  public void open(OpenContext context) {
    account = new Account(getRuntimeContext(), Account.Entry.LATE_SIGNALS);
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Void> out) {
    account.add(Account.Entry.LATE_SIGNALS);
  }
}
