package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertStatus;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a dashboard wants to know of alerts. */
@SuppressWarnings("NullAway.Init") // see open
final class AlertMeters {

  private static final String DONE = "DONE";

  private final ShareOfCount open;

  /** By reason and status. */
  private Counter[][] alerts;

  private CountersBy<ActionAnswer.Code> actions;

  AlertMeters(OperatorStateStore store) throws Exception {
    open = new ShareOfCount(store, "open-alerts");
  }

  void open(MetricGroup group) {
    AlertReason[] reasons = AlertReason.values();
    AlertStatus[] statuses = AlertStatus.values();
    alerts = new Counter[reasons.length][statuses.length];
    for (AlertReason reason : reasons) {
      for (AlertStatus status : statuses) {
        alerts[reason.ordinal()][status.ordinal()] =
            Metric.ALERTS.counter(group, reason.name(), status.name());
      }
    }
    actions = new CountersBy<>(group, Metric.ACTIONS, ActionAnswer.Code.values(), DONE);
    Metric.OPEN_ALERTS.gauge(group, open::value);
  }

  void published(Alert alert, boolean wasOpen) {
    open.add((alert.isLive() ? 1 : 0) - (wasOpen ? 1 : 0));
    alerts[alert.key().reason().ordinal()][alert.status().ordinal()].inc();
  }

  void answered(ActionAnswer answer) {
    actions.count(answer.refusal() == null ? null : answer.refusal().code());
  }

  void snapshot() throws Exception {
    open.snapshot();
  }
}
