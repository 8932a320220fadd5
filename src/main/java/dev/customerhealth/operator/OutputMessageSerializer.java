package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Carries messages to the sink. */
public final class OutputMessageSerializer extends CompactSerializer<OutputMessage> {

  static final OutputMessageSerializer INSTANCE = new OutputMessageSerializer();

  private static final long serialVersionUID = 1L;
  private static final Topic[] TOPICS = Topic.values();

  private OutputMessageSerializer() {
    super(1, true);
  }

  @Override
  public OutputMessage createInstance() {
    return OutputMessage.tombstone(Topic.SCORES, "", 0);
  }

  @Override
  void write(OutputMessage message, CompactOutput out) throws IOException {
    out.symbol(message.topic());
    out.text(message.key());
    out.bytes(message.value());
    out.out().writeLong(message.timeMillis());
    out.count(message.revision());
  }

  @Override
  OutputMessage read(CompactInput in, int writtenAt) throws IOException {
    return new OutputMessage(
        Objects.requireNonNull(in.symbol(TOPICS)),
        Objects.requireNonNull(in.text()),
        in.bytes(),
        in.in().readLong(),
        in.count());
  }

  @Override
  public TypeSerializerSnapshot<OutputMessage> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutputMessage> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
