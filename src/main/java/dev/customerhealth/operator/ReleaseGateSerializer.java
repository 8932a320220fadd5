package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.ReleaseGate;
import dev.customerhealth.domain.alert.ReleaseGate.Shown;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps what was published of alerts that can still move. */
public final class ReleaseGateSerializer extends CompactSerializer<ReleaseGate> {

  static final ReleaseGateSerializer INSTANCE = new ReleaseGateSerializer();

  private static final long serialVersionUID = 1L;

  private static final int IS_WAITING = 1;
  private static final int IS_CALL = 1 << 1;
  private static final int IS_RELEASED = 1 << 2;
  private static final int HAS_DUE = 1 << 3;

  /** How many; above them the status. */
  private static final int FLAGS = 4;

  private ReleaseGateSerializer() {
    super(1, false);
  }

  @Override
  public ReleaseGate createInstance() {
    return new ReleaseGate();
  }

  @Override
  void write(ReleaseGate gate, CompactOutput out) throws IOException {
    out.count(gate.alerts.size());
    for (Map.Entry<String, Shown> alert : gate.alerts.entrySet()) {
      AlertIdBytes.write(alert.getKey(), out);
      write(alert.getValue(), out);
    }
  }

  @Override
  ReleaseGate read(CompactInput in, int writtenAt) throws IOException {
    ReleaseGate gate = new ReleaseGate();
    for (int left = in.number(); left > 0; left--) {
      gate.alerts.put(AlertIdBytes.read(in), readShown(in));
    }
    return gate;
  }

  private static void write(Shown shown, CompactOutput out) throws IOException {
    int flags =
        Flags.of(IS_WAITING, shown.waiting() != null)
            | Flags.of(IS_CALL, shown.isCall())
            | Flags.of(IS_RELEASED, shown.released())
            | Flags.of(HAS_DUE, shown.dueMillis() != null);
    out.count((long) shown.shown().ordinal() << FLAGS | flags);
    out.count(shown.extra());
    if (shown.dueMillis() != null) {
      Moments.write(shown.dueMillis(), 0, out);
    }
    if (shown.waiting() != null) {
      AlertBytes.write(shown.waiting(), out);
    }
  }

  private static Shown readShown(CompactInput in) throws IOException {
    int code = in.number();
    int extra = in.number();
    Long due = Flags.has(HAS_DUE, code) ? (Long) Moments.read(0, in) : null;
    return new Shown(
        Flags.has(IS_WAITING, code) ? AlertBytes.readAlert(in) : null,
        Flags.has(IS_CALL, code),
        Flags.has(IS_RELEASED, code),
        extra,
        AlertStatus.values()[code >>> FLAGS],
        due);
  }

  @Override
  public TypeSerializerSnapshot<ReleaseGate> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ReleaseGate> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
