package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.OutcomeSums;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps what tickets came to. */
public final class OutcomeSumsSerializer extends CompactSerializer<OutcomeSums> {

  static final OutcomeSumsSerializer INSTANCE = new OutcomeSumsSerializer();

  private static final long serialVersionUID = 1L;

  private OutcomeSumsSerializer() {
    super(1, true);
  }

  @Override
  public OutcomeSums createInstance() {
    return OutcomeSums.NONE;
  }

  @Override
  void write(OutcomeSums sums, CompactOutput out) throws IOException {
    TallyBytes.write(sums, out);
  }

  @Override
  OutcomeSums read(CompactInput in, int writtenAt) throws IOException {
    return TallyBytes.readSums(in);
  }

  @Override
  public TypeSerializerSnapshot<OutcomeSums> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutcomeSums> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
