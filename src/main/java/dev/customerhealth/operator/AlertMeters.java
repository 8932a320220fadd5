package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a dashboard wants to know of alerts: counters {@code alerts} by reason and status and {@code
 * actions} by verdict, and the gauge {@code openAlerts}. The sum of the gauge over all subtasks
 * counts; a subtask's own share may be any number after a rescaling.
 */
final class AlertMeters {

  private static final String DONE = "DONE";

  private final ListState<Long> kept;
  private final Map<String, Counter> counters = new HashMap<>();
  private MetricGroup metrics;
  private long open;

  @SuppressWarnings("NullAway.Init") // see open
  AlertMeters(OperatorStateStore store) throws Exception {
    kept = store.getListState(new ListStateDescriptor<>("open-alerts", LongSerializer.INSTANCE));
    for (long before : kept.get()) {
      open += before;
    }
  }

  void open(MetricGroup group) {
    metrics = group;
    metrics.gauge("openAlerts", () -> open);
  }

  void published(Alert alert, boolean wasOpen) {
    open += (alert.isLive() ? 1 : 0) - (wasOpen ? 1 : 0);
    String reason = alert.key().reason().name();
    String status = alert.status().name();
    counters
        .computeIfAbsent(
            reason + '/' + status,
            name -> metrics.addGroup("reason", reason).addGroup("status", status).counter("alerts"))
        .inc();
  }

  void answered(ActionAnswer answer) {
    String verdict = answer.refusal() == null ? DONE : answer.refusal().code().name();
    counters
        .computeIfAbsent(verdict, name -> metrics.addGroup("verdict", verdict).counter("actions"))
        .inc();
  }

  void snapshot() throws Exception {
    kept.update(List.of(open));
  }
}
