package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Signal;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to carry signals with {@link SignalSerializer}: lists of records are no POJOs. */
final class SignalType extends TypeInformation<Signal> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Signal> getTypeClass() {
    return Signal.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Signal> createSerializer(SerializerConfig config) {
    return SignalSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "Signal";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignalType;
  }

  @Override
  public int hashCode() {
    return SignalType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SignalType;
  }
}
