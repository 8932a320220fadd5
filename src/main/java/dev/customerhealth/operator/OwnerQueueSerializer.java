package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.DailyBudget.Candidate;
import dev.customerhealth.domain.alert.OwnerQueue;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps the calls that wait for an owner's budget. */
public final class OwnerQueueSerializer extends CompactSerializer<OwnerQueue> {

  static final OwnerQueueSerializer INSTANCE = new OwnerQueueSerializer();

  private static final long serialVersionUID = 1L;

  private OwnerQueueSerializer() {
    super(1, false);
  }

  @Override
  public OwnerQueue createInstance() {
    return new OwnerQueue();
  }

  @Override
  void write(OwnerQueue queue, CompactOutput out) throws IOException {
    out.count(queue.waiting.size());
    for (Candidate call : queue.waiting.values()) {
      out.text(call.alertId());
      out.text(call.customerId());
      out.optional(call.valueAtRiskTen4());
    }
    out.count(queue.released.size());
    for (String alertId : queue.released) {
      out.text(alertId);
    }
  }

  @Override
  OwnerQueue read(CompactInput in, int writtenAt) throws IOException {
    OwnerQueue queue = new OwnerQueue();
    for (int left = in.number(); left > 0; left--) {
      String alertId = AlertBytes.text(in);
      queue.waiting.put(alertId, new Candidate(alertId, AlertBytes.text(in), in.optionalSigned()));
    }
    for (int left = in.number(); left > 0; left--) {
      queue.released.add(AlertBytes.text(in));
    }
    return queue;
  }

  @Override
  public TypeSerializerSnapshot<OwnerQueue> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OwnerQueue> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
