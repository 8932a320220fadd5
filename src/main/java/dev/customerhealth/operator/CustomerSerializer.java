package dev.customerhealth.operator;

import dev.customerhealth.domain.customer.Customer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keeps customers in state. The version is in each value, so that an old value is read as it is met
 * and rewritten at its next event: no migration of the whole state, and Flink's own snapshot never
 * changes.
 */
public final class CustomerSerializer extends TypeSerializerSingleton<Customer> {

  public static final CustomerSerializer INSTANCE = new CustomerSerializer();

  private static final long serialVersionUID = 1L;
  private static final int TYPICAL_BYTES = 256;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Customer createInstance() {
    return new Customer();
  }

  @Override
  public Customer copy(Customer from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(TYPICAL_BYTES);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new IllegalStateException("A customer cannot be copied", e);
    }
  }

  @Override
  public Customer copy(Customer from, Customer reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Customer customer, DataOutputView target) throws IOException {
    CustomerBytes.write(customer, target);
  }

  @Override
  public Customer deserialize(DataInputView source) throws IOException {
    return CustomerBytes.read(source);
  }

  @Override
  public Customer deserialize(Customer reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Customer> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same, see the class. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Customer> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
