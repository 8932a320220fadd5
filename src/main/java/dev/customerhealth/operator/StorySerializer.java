package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Carries stories between operators and keeps them in state. As with customers the version is in
 * each value, and Flink's own snapshot never changes.
 */
public final class StorySerializer extends TypeSerializerSingleton<Story> {

  public static final StorySerializer INSTANCE = new StorySerializer();

  /** First byte of every value; each signal in it has its own. */
  static final int VERSION = 1;

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Story createInstance() {
    return new Story(
        AlertReason.OVERDUE, null, List.of(SignalSerializer.INSTANCE.createInstance()));
  }

  @Override
  public Story copy(Story from) {
    return from;
  }

  @Override
  public Story copy(Story from, Story reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Story story, DataOutputView target) throws IOException {
    CompactOutput out = new CompactOutput(target);
    target.writeByte(VERSION);
    out.symbol(story.reason());
    out.text(story.serviceLine());
    out.count(story.signals().size());
    for (Signal signal : story.signals()) {
      SignalBytes.write(signal, target);
    }
  }

  @Override
  public Story deserialize(DataInputView source) throws IOException {
    int version = source.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("Story of version " + version + "; this program reads 1 to " + VERSION);
    }
    CompactInput in = new CompactInput(source);
    AlertReason reason = Objects.requireNonNull(in.symbol(AlertReason.values()));
    String serviceLine = in.text();
    int size = in.number();
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      signals.add(SignalBytes.read(source));
    }
    return new Story(reason, serviceLine, signals);
  }

  @Override
  public Story deserialize(Story reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Story> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same, see the class. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Story> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
