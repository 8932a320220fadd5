package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Carries signals between operators and keeps them in state. As with customers the version is in
 * each value, and Flink's own snapshot never changes.
 */
public final class SignalSerializer extends TypeSerializerSingleton<Signal> {

  public static final SignalSerializer INSTANCE = new SignalSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Signal createInstance() {
    CustomerFacts nothing =
        new CustomerFacts(
            null, null, null, null, null, null, null, 0, null, null, null, null, null);
    return new Signal("", 0, 0, SignalKind.RETURNED, null, "", List.of(), nothing, Map.of());
  }

  @Override
  public Signal copy(Signal from) {
    return from;
  }

  @Override
  public Signal copy(Signal from, Signal reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Signal signal, DataOutputView target) throws IOException {
    SignalBytes.write(signal, target);
  }

  @Override
  public Signal deserialize(DataInputView source) throws IOException {
    return SignalBytes.read(source);
  }

  @Override
  public Signal deserialize(Signal reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Signal> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same, see the class. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Signal> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
