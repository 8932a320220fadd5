package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.customer.Customer;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Where {@link ScoreCustomer} keeps a customer; also for those who open its savepoints. */
public final class CustomerState {

  private CustomerState() {}

  public static ValueStateDescriptor<Customer> customer() {
    return new ValueStateDescriptor<>("customer", CustomerSerializer.INSTANCE);
  }

  /** Events that event time has not passed yet, by Flink's own serializer of records. */
  public static ListStateDescriptor<Envelope> waiting() {
    return new ListStateDescriptor<>("waiting", TypeInformation.of(Envelope.class));
  }
}
