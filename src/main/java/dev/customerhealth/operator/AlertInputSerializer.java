package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Story;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Carries what can move alerts, and keeps what waits for its time. */
public final class AlertInputSerializer extends CompactSerializer<AlertInput> {

  static final AlertInputSerializer INSTANCE = new AlertInputSerializer();

  private static final long serialVersionUID = 1L;

  private enum Kind {
    SIGNAL,
    STORY,
    ACTION,
    PURCHASE
  }

  private AlertInputSerializer() {
    super(1, true);
  }

  @Override
  public AlertInput createInstance() {
    return new AlertInput(null, null, null, null);
  }

  @Override
  void write(AlertInput input, CompactOutput out) throws IOException {
    Story story = input.story();
    if (input.signal() != null) {
      out.symbol(Kind.SIGNAL);
      SignalBytes.write(input.signal(), out.out());
    } else if (story != null) {
      out.symbol(Kind.STORY);
      StorySerializer.INSTANCE.serialize(story, out.out());
    } else if (input.purchase() != null) {
      out.symbol(Kind.PURCHASE);
      TallyBytes.write(input.purchase(), out);
    } else {
      out.symbol(Kind.ACTION);
      AlertBytes.write(Objects.requireNonNull(input.action()), out);
    }
  }

  @Override
  AlertInput read(CompactInput in, int writtenAt) throws IOException {
    return switch (Objects.requireNonNull(in.symbol(Kind.values()))) {
      case SIGNAL -> AlertInput.of(SignalBytes.read(in.in()));
      case STORY -> AlertInput.of(StorySerializer.INSTANCE.deserialize(in.in()));
      case ACTION -> AlertInput.of(AlertBytes.readAction(in));
      case PURCHASE -> AlertInput.of(TallyBytes.readPurchase(in));
    };
  }

  @Override
  public TypeSerializerSnapshot<AlertInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertInput> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
