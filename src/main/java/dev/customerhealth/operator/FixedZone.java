package dev.customerhealth.operator;

import java.time.ZoneId;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * The calendar zone that a job started with: days in state are days of that zone, so another one
 * would tear them apart.
 */
final class FixedZone {

  private FixedZone() {}

  /**
   * @throws IllegalStateException when the state was begun in another zone
   */
  static void check(OperatorStateStore store, ZoneId zone) throws Exception {
    ListState<String> kept =
        store.getUnionListState(
            new ListStateDescriptor<>("calendar-zone", BasicTypeInfo.STRING_TYPE_INFO));
    for (String first : kept.get()) {
      if (!first.equals(zone.getId())) {
        throw new IllegalStateException(
            "calendar.zone was "
                + first
                + " when this state was begun and is now "
                + zone.getId()
                + ": the days in state are days of the first; keep it, or start without the state");
      }
    }
    kept.update(java.util.List.of(zone.getId()));
  }
}
