package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves out what another source will bring: rows of history files from the instant on at which
 * Kafka takes over. They are counted as read and ignored.
 *
 * <p>State: none. Timers: none.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class TakeBefore extends ProcessFunction<Envelope, Envelope> {

  private static final long serialVersionUID = 1L;

  private final long untilMillis;
  private transient Account account;

  /**
   * @param untilMillis exclusive
   */
  public TakeBefore(long untilMillis) {
    this.untilMillis = untilMillis;
  }

  @Override
  public void open(OpenContext context) {
    account = new Account(getRuntimeContext(), Account.Entry.READ, Account.Entry.IGNORED);
  }

  @Override
  public void processElement(Envelope input, Context context, Collector<Envelope> out) {
    if (!input.isRejected() && input.timeMillis() >= untilMillis) {
      account.read(input.type());
      account.add(Account.Entry.IGNORED);
    } else {
      out.collect(input);
    }
  }
}
