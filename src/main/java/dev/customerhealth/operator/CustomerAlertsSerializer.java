package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertStub;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.WinBackTally;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps the alerts of customers who have some. */
public final class CustomerAlertsSerializer extends CompactSerializer<CustomerAlerts> {

  static final CustomerAlertsSerializer INSTANCE = new CustomerAlertsSerializer();

  private static final long serialVersionUID = 1L;

  /** What is added to the flags: the byte was one flag once, of the values 1 and 2. */
  private static final int NOTHING = 1;

  private static final int WENT_LIVE = 1;
  private static final int IS_UNSEEN = 2;

  private CustomerAlertsSerializer() {
    super(1, false);
  }

  @Override
  public CustomerAlerts createInstance() {
    return new CustomerAlerts();
  }

  @Override
  void write(CustomerAlerts state, CompactOutput out) throws IOException {
    out.signed(state.clockMillis);
    out.count(NOTHING + (state.wentLive ? WENT_LIVE : 0) + (state.isUnseen ? IS_UNSEEN : 0));
    CustomerFacts facts = state.facts;
    out.flag(facts != null);
    if (facts != null) {
      SignalBytes.writeFacts(facts, out);
    }
    out.count(state.alerts.size());
    for (Alert alert : state.alerts) {
      AlertBytes.write(alert, out);
    }
    out.count(state.stubs.size());
    for (AlertStub stub : state.stubs) {
      AlertBytes.write(stub, out);
    }
    out.count(state.quietUntil.size());
    for (Map.Entry<AlertKey, Long> quiet : state.quietUntil.entrySet()) {
      AlertBytes.write(quiet.getKey(), out);
      out.signed(quiet.getValue());
    }
    out.count(state.tallies.size());
    for (WinBackTally tally : state.tallies) {
      TallyBytes.write(tally, out);
    }
  }

  @Override
  CustomerAlerts read(CompactInput in, int writtenAt) throws IOException {
    CustomerAlerts state = new CustomerAlerts();
    state.clockMillis = in.signed();
    int flags = in.number() - NOTHING;
    state.wentLive = (flags & WENT_LIVE) != 0;
    state.isUnseen = (flags & IS_UNSEEN) != 0;
    state.facts = AlertBytes.isTrue(in) ? SignalBytes.readFacts(in) : null;
    for (int left = in.number(); left > 0; left--) {
      state.alerts.add(AlertBytes.readAlert(in));
    }
    for (int left = in.number(); left > 0; left--) {
      state.stubs.add(AlertBytes.readStub(in));
    }
    for (int left = in.number(); left > 0; left--) {
      state.quietUntil.put(AlertBytes.readKey(in), in.signed());
    }
    for (int left = in.number(); left > 0; left--) {
      state.tallies.add(TallyBytes.readTally(in));
    }
    return state;
  }

  @Override
  public TypeSerializerSnapshot<CustomerAlerts> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerAlerts> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
