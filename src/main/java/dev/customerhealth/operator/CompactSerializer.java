package dev.customerhealth.operator;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Values in bytes of our own, between operators and in state: written at the newest version, read
 * at every version that was ever released. The version is in each value, so that Flink's own
 * snapshot of the serializer never changes.
 */
abstract class CompactSerializer<T> extends TypeSerializerSingleton<T> {

  private static final long serialVersionUID = 1L;
  private static final int TYPICAL_BYTES = 256;

  private final int version;
  private final boolean isImmutable;

  /**
   * @param version the newest, at least 1: the first byte of every value
   */
  CompactSerializer(int version, boolean isImmutable) {
    this.version = version;
    this.isImmutable = isImmutable;
  }

  abstract void write(T value, CompactOutput out) throws IOException;

  /**
   * @param writtenAt the version of the value, 1 to the newest
   */
  abstract T read(CompactInput in, int writtenAt) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView target) throws IOException {
    target.writeByte(version);
    write(value, new CompactOutput(target));
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    int writtenAt = source.readByte();
    if (writtenAt < 1 || writtenAt > version) {
      throw new IOException(
          getClass().getSimpleName()
              + ": a value of version "
              + writtenAt
              + "; this program reads 1 to "
              + version);
    }
    return read(new CompactInput(source), writtenAt);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final boolean isImmutableType() {
    return isImmutable;
  }

  @Override
  public final T copy(T from) {
    if (isImmutable) {
      return from;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(TYPICAL_BYTES);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot be copied", e);
    }
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final int getLength() {
    return -1;
  }
}
