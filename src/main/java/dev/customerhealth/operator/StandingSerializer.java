package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Standing;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keeps standings in state, written at the newest version and read at every version that was ever
 * released. As with customers the version is in each value, and Flink's own snapshot never changes.
 */
public final class StandingSerializer extends TypeSerializerSingleton<Standing> {

  public static final StandingSerializer INSTANCE = new StandingSerializer();

  /** First byte of every value. */
  static final int VERSION = 1;

  private static final long serialVersionUID = 1L;
  private static final int SUMS_PER_EPOCH = 3;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Standing createInstance() {
    return Standing.empty(1);
  }

  @Override
  public Standing copy(Standing from) {
    return from;
  }

  @Override
  public Standing copy(Standing from, Standing reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Standing standing, DataOutputView target) throws IOException {
    CompactOutput out = new CompactOutput(target);
    target.writeByte(VERSION);
    out.signed(standing.count());
    out.signed(standing.successes());
    target.writeDouble(standing.sums().halfLifeDays());
    long[] epochs = standing.sums().epochs();
    out.count(epochs.length);
    long last = 0;
    for (long epoch : epochs) {
      out.signed(epoch - last);
      last = epoch;
    }
    for (long sum : standing.sums().sums()) {
      out.signed(sum);
    }
  }

  @Override
  public Standing deserialize(DataInputView source) throws IOException {
    int version = source.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "Standing of version " + version + "; this program reads 1 to " + VERSION);
    }
    CompactInput in = new CompactInput(source);
    long count = in.signed();
    long successes = in.signed();
    return new Standing(sums(in), count, successes);
  }

  private static LatentSums sums(CompactInput in) throws IOException {
    double halfLifeDays = in.in().readDouble();
    long[] epochs = new long[in.number()];
    long last = 0;
    for (int i = 0; i < epochs.length; i++) {
      last += in.signed();
      epochs[i] = last;
    }
    long[] sums = new long[SUMS_PER_EPOCH * epochs.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.signed();
    }
    return LatentSums.restore(halfLifeDays, epochs, sums);
  }

  @Override
  public Standing deserialize(Standing reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Standing> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same, see the class. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Standing> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
