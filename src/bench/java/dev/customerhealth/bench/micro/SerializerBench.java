package dev.customerhealth.bench.micro;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.operator.CustomerSerializer;
import dev.customerhealth.operator.Types;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes: of the wire, of the shuffle, of the state. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SerializerBench {

  private final Sample sample = new Sample();
  private final HealthScore score = Objects.requireNonNull(sample.last);
  private final Reports reports = new Reports(new OutputEncoder(OutputFormat.AVRO));
  private final byte[] payload = Sample.nextPayload();
  private final Envelope envelope = Sample.envelope();
  private final TypeSerializer<Envelope> envelopes =
      Types.ENVELOPE.createSerializer(new SerializerConfigImpl());
  private final TypeSerializer<OutputMessage> messages =
      Types.OUTPUT.createSerializer(new SerializerConfigImpl());
  private final DataOutputSerializer out = new DataOutputSerializer(4_096);
  private final byte[] customerBytes;
  private final byte[] envelopeBytes;

  public SerializerBench() {
    try {
      CustomerSerializer.INSTANCE.serialize(sample.customer, out);
      customerBytes = out.getCopyOfBuffer();
      out.clear();
      envelopes.serialize(envelope, out);
      envelopeBytes = out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public Decoded decodesAPurchase() {
    return Sample.DECODER.decode(EventType.PURCHASE, payload, Long.MAX_VALUE);
  }

  @Benchmark
  public int writesACustomer() throws IOException {
    out.clear();
    CustomerSerializer.INSTANCE.serialize(sample.customer, out);
    return out.length();
  }

  @Benchmark
  public Customer readsACustomer() throws IOException {
    return CustomerSerializer.INSTANCE.deserialize(new DataInputDeserializer(customerBytes));
  }

  @Benchmark
  public int writesAnEnvelope() throws IOException {
    out.clear();
    envelopes.serialize(envelope, out);
    return out.length();
  }

  @Benchmark
  public Envelope readsAnEnvelope() throws IOException {
    return envelopes.deserialize(new DataInputDeserializer(envelopeBytes));
  }

  @Benchmark
  public OutputMessage encodesAScore() {
    return reports.score(score);
  }

  @Benchmark
  public List<OutputMessage> encodesAScoreAndAFlatScore() {
    return reports.scoreAndFlatScore(score);
  }

  @Benchmark
  public int writesAMessage() throws IOException {
    out.clear();
    messages.serialize(reports.scoreChange(score), out);
    return out.length();
  }
}
