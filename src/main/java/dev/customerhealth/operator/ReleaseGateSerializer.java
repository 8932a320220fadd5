package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.ReleaseGate;
import dev.customerhealth.domain.alert.ReleaseGate.Shown;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps what was published of alerts that can still move. */
public final class ReleaseGateSerializer extends CompactSerializer<ReleaseGate> {

  static final ReleaseGateSerializer INSTANCE = new ReleaseGateSerializer();

  private static final long serialVersionUID = 1L;

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
    for (Shown shown : gate.alerts.values()) {
      AlertBytes.write(shown.last(), out);
      out.flag(shown.released());
      out.count(shown.extra());
      out.symbol(shown.shown());
    }
  }

  @Override
  ReleaseGate read(CompactInput in, int writtenAt) throws IOException {
    ReleaseGate gate = new ReleaseGate();
    for (int left = in.number(); left > 0; left--) {
      Alert last = AlertBytes.readAlert(in);
      gate.alerts.put(
          last.id(),
          new Shown(last, AlertBytes.isTrue(in), in.number(), AlertBytes.readStatus(in)));
    }
    return gate;
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
