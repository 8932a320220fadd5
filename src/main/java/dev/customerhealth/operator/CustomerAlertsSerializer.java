package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertStub;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.WinBackTally;
import dev.customerhealth.operator.AlertNameBytes.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps the alerts of customers who have some. */
public final class CustomerAlertsSerializer extends CompactSerializer<CustomerAlerts> {

  static final CustomerAlertsSerializer INSTANCE = new CustomerAlertsSerializer();

  private static final long serialVersionUID = 1L;

  private static final long DAY_MILLIS = 86_400_000L;

  /** What most values have, in the seven bits of one byte. */
  private static final int HAS_BEGUN = 1;

  private static final int WENT_LIVE = 1 << 1;
  private static final int HAS_FACTS = 1 << 2;
  private static final int HAS_ALERTS = 1 << 3;
  private static final int HAS_STUBS = 1 << 4;
  private static final int HAS_QUIET = 1 << 5;
  private static final int HAS_TALLIES = 1 << 6;

  /** And what few have. */
  private static final int IS_UNSEEN = 1 << 7;

  private CustomerAlertsSerializer() {
    super(1, false);
  }

  @Override
  public CustomerAlerts createInstance() {
    return new CustomerAlerts();
  }

  @Override
  void write(CustomerAlerts state, CompactOutput out) throws IOException {
    int shape = shape(state);
    out.count(shape);
    if (Flags.has(HAS_BEGUN, shape)) {
      Moments.write(state.clockMillis, 0, out);
    }
    out.text(state.customerId);
    Reals reals = new Reals();
    if (Flags.has(HAS_FACTS, shape)) {
      FactsBytes.write(Objects.requireNonNull(state.facts), reals, out);
    }
    AlertNameBytes names = names(state);
    if (Flags.has(HAS_STUBS, shape)) {
      writeStubs(state, names, out);
    }
    if (Flags.has(HAS_ALERTS, shape)) {
      writeAlerts(state, names, reals, out);
    }
    if (Flags.has(HAS_QUIET, shape)) {
      writeQuiet(state, out);
    }
    if (Flags.has(HAS_TALLIES, shape)) {
      out.count(state.tallies.size());
      for (WinBackTally tally : state.tallies) {
        TallyBytes.write(tally, names, state.clockMillis, out);
      }
    }
  }

  @Override
  CustomerAlerts read(CompactInput in, int writtenAt) throws IOException {
    CustomerAlerts state = new CustomerAlerts();
    int shape = in.number();
    if (Flags.has(HAS_BEGUN, shape)) {
      state.clockMillis = Moments.read(0, in);
    }
    state.wentLive = Flags.has(WENT_LIVE, shape);
    state.isUnseen = Flags.has(IS_UNSEEN, shape);
    state.customerId = in.text();
    Reals reals = new Reals();
    state.facts = Flags.has(HAS_FACTS, shape) ? FactsBytes.read(reals, in) : null;
    AlertNameBytes names = names(state);
    if (Flags.has(HAS_STUBS, shape)) {
      readStubs(state, names, in);
    }
    if (Flags.has(HAS_ALERTS, shape)) {
      readAlerts(state, names, reals, in);
    }
    if (Flags.has(HAS_QUIET, shape)) {
      readQuiet(state, in);
    }
    for (int left = Flags.has(HAS_TALLIES, shape) ? in.number() : 0; left > 0; left--) {
      state.tallies.add(TallyBytes.readTally(names, state.clockMillis, in));
    }
    return state;
  }

  private static void writeStubs(CustomerAlerts state, AlertNameBytes names, CompactOutput out)
      throws IOException {
    out.count(state.stubs.size());
    for (AlertStub stub : state.stubs) {
      names.write(new Name(stub.id(), stub.key(), stub.episode()), out);
      Moments.write(stub.closedMillis(), stub.episode() * DAY_MILLIS, out);
    }
  }

  private static void readStubs(CustomerAlerts state, AlertNameBytes names, CompactInput in)
      throws IOException {
    for (int left = in.number(); left > 0; left--) {
      Name name = names.read(in);
      long closed = Moments.read(name.episode() * DAY_MILLIS, in);
      state.stubs.add(new AlertStub(name.id(), name.key(), name.episode(), closed));
    }
  }

  /** First all names: alerts name each other as their group. */
  private static void writeAlerts(
      CustomerAlerts state, AlertNameBytes names, Reals reals, CompactOutput out)
      throws IOException {
    out.count(state.alerts.size());
    for (Alert alert : state.alerts) {
      names.write(new Name(alert.id(), alert.key(), alert.episode()), out);
    }
    KeptAlertBytes whole = new KeptAlertBytes(state, names, reals);
    for (Alert alert : state.alerts) {
      whole.write(alert, out);
    }
  }

  private static void readAlerts(
      CustomerAlerts state, AlertNameBytes names, Reals reals, CompactInput in) throws IOException {
    List<Name> found = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      found.add(names.read(in));
    }
    String customerId = Objects.requireNonNull(state.customerId);
    KeptAlertBytes whole = new KeptAlertBytes(state, names, reals);
    for (Name name : found) {
      state.alerts.add(whole.read(name, customerId, in));
    }
  }

  private static void writeQuiet(CustomerAlerts state, CompactOutput out) throws IOException {
    out.count(state.quietUntil.size());
    for (Map.Entry<AlertKey, Long> quiet : state.quietUntil.entrySet()) {
      AlertBytes.write(quiet.getKey(), out);
      Moments.write(quiet.getValue(), state.clockMillis, out);
    }
  }

  private static void readQuiet(CustomerAlerts state, CompactInput in) throws IOException {
    for (int left = in.number(); left > 0; left--) {
      state.quietUntil.put(AlertBytes.readKey(in), Moments.read(state.clockMillis, in));
    }
  }

  /** Their ids are made of the customer's, and days of late are written in fewer bytes. */
  private static AlertNameBytes names(CustomerAlerts state) {
    String customerId = state.customerId == null ? "" : state.customerId;
    return new AlertNameBytes(customerId, Math.floorDiv(state.clockMillis, DAY_MILLIS));
  }

  private static int shape(CustomerAlerts state) {
    return Flags.of(HAS_BEGUN, state.clockMillis != CustomerAlerts.BEFORE_ALL)
        | Flags.of(WENT_LIVE, state.wentLive)
        | Flags.of(HAS_FACTS, state.facts != null)
        | Flags.of(HAS_ALERTS, !state.alerts.isEmpty())
        | Flags.of(HAS_STUBS, !state.stubs.isEmpty())
        | Flags.of(HAS_QUIET, !state.quietUntil.isEmpty())
        | Flags.of(HAS_TALLIES, !state.tallies.isEmpty())
        | Flags.of(IS_UNSEEN, state.isUnseen);
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
