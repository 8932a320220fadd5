package dev.customerhealth.bench.rival;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.EventIds;
import dev.customerhealth.domain.ledger.Windows;
import dev.customerhealth.operator.CustomerSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The job's ledger in a store of Kafka Streams, in the job's own bytes, with duplicates known by
 * their ids; beside it an index of due days for the silence. Inputs are keyed by customer already,
 * so nothing has to be shuffled. Events are applied as they come: Kafka Streams waits for nobody.
 */
public final class LedgerStreams {

  private static final String CUSTOMERS = "customers";
  private static final String DUE = "due";
  private static final String TAKE = "take";

  private final Terms terms;
  private final LongAdder read = new LongAdder();

  public LedgerStreams(Terms terms) {
    this.terms = terms;
  }

  /** Records read so far, ticks included. */
  public long read() {
    return read.sum();
  }

  /** How many ticks a load has. */
  public long ticks() {
    return (long) EventType.inputs().size() * Load.PARTITIONS;
  }

  public Topology topology() {
    Topology topology = new Topology();
    Deserializer<byte[]> bytes = Serdes.ByteArray().deserializer();
    List<String> takers = new ArrayList<>();
    Map<EventType, String> sources = new HashMap<>();
    for (EventType type : EventType.inputs()) {
      String name = type.plural();
      sources.put(type, name);
      topology.addSource(name, bytes, bytes, Topic.of(type).fullName(terms.prefix()));
      // Which kind a record is, its topic says.
      topology.addProcessor(TAKE + name, () -> new Read(type), name);
      takers.add(TAKE + name);
    }
    topology
        .addProcessor(CUSTOMERS, Keep::new, takers.toArray(String[]::new))
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(CUSTOMERS), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled(),
            CUSTOMERS)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DUE), Serdes.ByteArray(), Serdes.ByteArray()),
            CUSTOMERS)
        .addSink(
            "answers",
            Answer.TOPIC.fullName(terms.prefix()),
            Serdes.String().serializer(),
            Serdes.ByteArray().serializer(),
            CUSTOMERS);
    return topology;
  }

  /** Decodes, as the source of the others does, and lets purchases pass. */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first.
  private final class Read implements Processor<byte[], byte[], String, Purchase> {

    private final EventType type;
    private final EventDecoder decoder = new EventDecoder();
    private ProcessorContext<String, Purchase> context;

    Read(EventType type) {
      this.type = type;
    }

    @Override
    public void init(ProcessorContext<String, Purchase> given) {
      context = given;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      read.increment();
      byte[] payload = record.value();
      if (payload != null
          && decoder.decode(type, payload, Long.MAX_VALUE) instanceof Decoded.Event decoded
          && decoded.event() instanceof Purchase purchase) {
        context.forward(new Record<>(purchase.customerId(), purchase, record.timestamp()));
      }
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first.
  private final class Keep implements Processor<String, Purchase, String, byte[]> {

    private static final byte[] NOTHING = {};

    private final DataOutputSerializer out = new DataOutputSerializer(256);
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> customers;
    private KeyValueStore<byte[], byte[]> due;

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
      context = given;
      customers = given.getStateStore(CUSTOMERS);
      due = given.getStateStore(DUE);
      given.schedule(Duration.ofDays(1), PunctuationType.STREAM_TIME, this::ring);
    }

    @Override
    public void process(Record<String, Purchase> record) {
      Purchase purchase = record.value();
      Customer customer = customer(record.key());
      int day = (int) Answer.day(purchase.timeMillis());
      int today = Math.max(day, customer.lastEventDay);
      long hash = EventIds.hash(EventType.PURCHASE, purchase.id());
      if (customer.ledger.knows(hash, today)) {
        return;
      }
      customer.ledger.book(day, today, purchase, Optional.of(BigDecimal.ONE), hash, null);
      customer.ledger.prune(today);
      customer.lastEventDay = today;
      if (purchase.isBought() && purchase.timeMillis() > customer.lastPurchaseMillis) {
        rearm(record.key(), customer.lastPurchaseMillis, purchase.timeMillis());
        customer.lastPurchaseMillis = purchase.timeMillis();
      }
      put(record.key(), customer);
      tell(Answer.windows(record.key(), today, sums(customer.ledger.windows(today))));
    }

    private static long[] sums(Windows windows) {
      long[] sums = new long[2 * Windows.DAYS.length];
      for (int i = 0; i < Windows.DAYS.length; i++) {
        sums[2 * i] = windows.spend()[i];
        sums[2 * i + 1] = windows.visits()[i];
      }
      return sums;
    }

    private void rearm(String customerId, long before, long now) {
      if (before != Customer.BEFORE_ALL) {
        due.delete(dueKey(before, customerId));
      }
      due.put(dueKey(now, customerId), NOTHING);
    }

    /** In the order of time. */
    private static byte[] dueKey(long timeMillis, String customerId) {
      byte[] id = customerId.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(Long.BYTES + id.length).putLong(timeMillis).put(id).array();
    }

    private void ring(long nowMillis) {
      long silentSince = nowMillis - terms.silentDays() * Answer.DAY_MILLIS;
      List<byte[]> rung = new ArrayList<>();
      try (KeyValueIterator<byte[], byte[]> all =
          due.range(dueKey(0, ""), dueKey(Math.max(0, silentSince), ""))) {
        while (all.hasNext()) {
          KeyValue<byte[], byte[]> next = all.next();
          ByteBuffer key = ByteBuffer.wrap(next.key);
          long since = key.getLong();
          tell(Answer.silence(StandardCharsets.UTF_8.decode(key).toString(), Answer.day(since)));
          rung.add(next.key);
        }
      }
      rung.forEach(due::delete);
    }

    private void tell(OutputMessage answer) {
      context.forward(new Record<>(answer.key(), answer.value(), answer.timeMillis()));
    }

    private Customer customer(String id) {
      byte[] known = customers.get(id);
      try {
        return known == null
            ? new Customer()
            : CustomerSerializer.INSTANCE.deserialize(new DataInputDeserializer(known));
      } catch (IOException e) {
        throw new IllegalStateException("A customer cannot be read", e);
      }
    }

    private void put(String id, Customer customer) {
      out.clear();
      try {
        CustomerSerializer.INSTANCE.serialize(customer, out);
      } catch (IOException e) {
        throw new IllegalStateException("A customer cannot be written", e);
      }
      customers.put(id, out.getCopyOfBuffer());
    }
  }
}
