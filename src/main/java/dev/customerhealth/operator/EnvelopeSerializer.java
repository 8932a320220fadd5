package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Carries inputs between operators; those that wait in state have a form of their own there. */
public final class EnvelopeSerializer extends CompactSerializer<Envelope> {

  static final EnvelopeSerializer INSTANCE = new EnvelopeSerializer();

  private static final long serialVersionUID = 1L;
  private static final EventType[] TYPES = EventType.values();
  private static final RejectReason[] REASONS = RejectReason.values();

  private EnvelopeSerializer() {
    super(1, true);
  }

  @Override
  public Envelope createInstance() {
    return Envelope.tick("", 0, 0, 0, 0);
  }

  @Override
  void write(Envelope input, CompactOutput out) throws IOException {
    out.symbol(input.type());
    out.text(input.customerId());
    out.out().writeLong(input.timeMillis());
    out.text(input.id());
    out.text(input.source());
    out.signed(input.partition());
    out.signed(input.offset());
    out.out().writeLong(input.appendedMillis());
    out.bytes(input.key());
    out.bytes(input.payload());
    out.symbol(input.reason());
    out.text(input.detail());
    out.text(input.row());
  }

  @Override
  Envelope read(CompactInput in, int writtenAt) throws IOException {
    return new Envelope(
        in.symbol(TYPES),
        Objects.requireNonNull(in.text()),
        in.in().readLong(),
        Objects.requireNonNull(in.text()),
        Objects.requireNonNull(in.text()),
        in.signedNumber(),
        in.signed(),
        in.in().readLong(),
        in.bytes(),
        Objects.requireNonNull(in.bytes()),
        in.symbol(REASONS),
        in.text(),
        in.text());
  }

  @Override
  public TypeSerializerSnapshot<Envelope> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Envelope> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
