package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.ledger.Money;
import java.math.BigDecimal;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What the rivals make of a purchase or return. A record with public components, so that Flink
 * serializes it as a POJO.
 *
 * @param spend ten-thousandths of the currency; returns below zero
 * @param visits 1 for a purchase, 0 for a return
 */
public record Bought(String customerId, long timeMillis, long spend, long visits) {

  static final TypeInformation<Bought> TYPE = TypeInformation.of(Bought.class);

  static DataStream<Bought> of(DataStream<Envelope> inputs) {
    return inputs.flatMap(new Read()).returns(TYPE);
  }

  /** Null when it is no purchase, or none that can be read. */
  static @Nullable Bought read(EventDecoder decoder, byte[] payload) {
    return decoder.decode(EventType.PURCHASE, payload, Long.MAX_VALUE)
                instanceof Decoded.Event decoded
            && decoded.event() instanceof Purchase purchase
        ? of(purchase)
        : null;
  }

  static Bought of(Purchase purchase) {
    BigDecimal amount = purchase.amount();
    return new Bought(
        purchase.customerId(),
        purchase.timeMillis(),
        amount == null ? 0 : Money.fromDecimal(amount),
        purchase.isReturn() ? 0 : 1);
  }

  boolean isPurchase() {
    return visits > 0;
  }

  private static final class Read implements FlatMapFunction<Envelope, Bought> {

    private static final long serialVersionUID = 1L;

    private final EventDecoder decoder = new EventDecoder();

    @Override
    public void flatMap(Envelope event, Collector<Bought> out) {
      if (event.type() == EventType.PURCHASE && !event.isRejected()) {
        Bought bought = read(decoder, event.payload());
        if (bought != null) {
          out.collect(bought);
        }
      }
    }
  }
}
