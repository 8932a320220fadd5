package dev.customerhealth.operator;

import dev.customerhealth.domain.referral.Prospect;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Keeps prospects in state, as {@link CustomerSerializer} keeps customers. */
public final class ProspectSerializer extends TypeSerializerSingleton<Prospect> {

  public static final ProspectSerializer INSTANCE = new ProspectSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Prospect createInstance() {
    return Prospect.UNKNOWN;
  }

  @Override
  public Prospect copy(Prospect from) {
    return from;
  }

  @Override
  public Prospect copy(Prospect from, Prospect reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Prospect prospect, DataOutputView target) throws IOException {
    ProspectBytes.write(prospect, target);
  }

  @Override
  public Prospect deserialize(DataInputView source) throws IOException {
    return ProspectBytes.read(source);
  }

  @Override
  public Prospect deserialize(Prospect reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Prospect> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same, for the version is in each value. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Prospect> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
