package dev.customerhealth.operator;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * A subtask's share in a number that outlives restarts, for gauges. Only the sum over all subtasks
 * means something: after a rescaling a share may be any number.
 */
public final class ShareOfCount {

  private final ListState<Long> kept;

  /** Written by the task alone; that the thread which reports it sees it a bit later is fine. */
  private long share;

  /**
   * @param state its name among the operator's states
   */
  public ShareOfCount(OperatorStateStore store, String state) throws Exception {
    kept = store.getListState(new ListStateDescriptor<>(state, LongSerializer.INSTANCE));
    for (long before : kept.get()) {
      share += before;
    }
  }

  public void add(long more) {
    share += more;
  }

  public long value() {
    return share;
  }

  public void snapshot() throws Exception {
    kept.update(List.of(share));
  }
}
