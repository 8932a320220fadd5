package dev.customerhealth.bench.state;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.types.StringValue;

/**
 * The keyed state of one subtask in a canonical savepoint: for each key group, and in it for each
 * state, keys and values as bytes. A flag in the first bit of a key tells that the number of the
 * next state follows, or the end of the key group.
 */
final class KeyedEntries {

  /** Told of each entry. */
  interface Reader {

    /**
     * @param state number of the state
     * @param before bytes of the key before the id: key group, of a timer also its time
     * @param id of whom it is; empty if keys of this operator are no texts
     * @param after bytes of the key behind the id
     */
    void read(int keyGroup, int state, byte[] before, String id, byte[] after, byte[] value)
        throws IOException;
  }

  private static final int TIMESTAMP_BYTES = Long.BYTES;

  private final KeyGroupsStateHandle handle;
  private final List<StateMetaInfoSnapshot> states;
  private final boolean isKeyedByText;
  private final int groupBytes;

  private KeyedEntries(
      KeyGroupsStateHandle handle,
      List<StateMetaInfoSnapshot> states,
      boolean isKeyedByText,
      int groupBytes) {
    this.handle = handle;
    this.states = states;
    this.isKeyedByText = isKeyedByText;
    this.groupBytes = groupBytes;
  }

  static KeyedEntries of(KeyGroupsStateHandle handle, int maxParallelism) throws IOException {
    KeyedBackendSerializationProxy<Object> proxy =
        new KeyedBackendSerializationProxy<>(KeyedEntries.class.getClassLoader());
    try (FSDataInputStream in = handle.openInputStream()) {
      proxy.read(new DataInputViewStreamWrapper(new BufferedInputStream(in)));
    }
    if (proxy.isUsingKeyGroupCompression()) {
      throw new IOException("compressed savepoints are not read");
    }
    return new KeyedEntries(
        handle,
        proxy.getStateMetaInfoSnapshots(),
        isText(proxy.getKeySerializerSnapshot().restoreSerializer()),
        maxParallelism > Byte.MAX_VALUE + 1 ? 2 : 1);
  }

  private static boolean isText(TypeSerializer<?> keys) {
    return keys instanceof StringSerializer;
  }

  List<StateMetaInfoSnapshot> states() {
    return states;
  }

  /** What stands before the first key group. */
  byte[] header() throws IOException {
    long end = Long.MAX_VALUE;
    for (var offset : handle.getGroupRangeOffsets()) {
      end = offset.f1 == 0 ? end : Math.min(end, offset.f1);
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      return in.readNBytes(Math.toIntExact(end == Long.MAX_VALUE ? handle.getStateSize() : end));
    }
  }

  void forEach(Reader reader) throws IOException {
    for (var offset : handle.getGroupRangeOffsets()) {
      // 0: nobody is in this key group.
      if (offset.f1 != 0) {
        try (FSDataInputStream in = handle.openInputStream()) {
          in.seek(offset.f1);
          read(offset.f0, new DataInputStream(new BufferedInputStream(in, 1 << 16)), reader);
        }
      }
    }
  }

  private void read(int keyGroup, DataInputStream in, Reader reader) throws IOException {
    int state = in.readUnsignedShort();
    while (state != FullSnapshotUtil.END_OF_KEY_GROUP_MARK) {
      byte[] key = in.readNBytes(in.readInt());
      byte[] value = in.readNBytes(in.readInt());
      boolean isLast = FullSnapshotUtil.hasMetaDataFollowsFlag(key);
      if (isLast) {
        FullSnapshotUtil.clearMetaDataFollowsFlag(key);
      }
      tell(keyGroup, state, key, value, reader);
      if (isLast) {
        state = in.readUnsignedShort();
      }
    }
  }

  private void tell(int keyGroup, int state, byte[] key, byte[] value, Reader reader)
      throws IOException {
    boolean isTimer = states.get(state).getBackendStateType() == BackendStateType.PRIORITY_QUEUE;
    int from = groupBytes + (isTimer ? TIMESTAMP_BYTES : 0);
    String id = "";
    int to = from;
    if (isKeyedByText) {
      DataInputStream text =
          new DataInputStream(new java.io.ByteArrayInputStream(key, from, key.length - from));
      id = StringValue.readString(text);
      to = key.length - text.available();
    }
    reader.read(
        keyGroup,
        state,
        java.util.Arrays.copyOf(key, from),
        id,
        java.util.Arrays.copyOfRange(key, to, key.length),
        value);
  }

  /** An id as it stands in a key. */
  static byte[] bytes(String id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(id.length() + 1);
    StringValue.writeString(id, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
