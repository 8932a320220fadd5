package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.operator.Metric;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** Makes a match a story; it is stamped with the time of its last signal. */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
final class TellStory extends PatternProcessFunction<Signal, Story> {

  private static final long serialVersionUID = 1L;

  private final AlertReason reason;

  private transient Counter told;

  TellStory(AlertReason reason) {
    this.reason = reason;
  }

  @Override
  public void open(OpenContext context) {
    told = Metric.STORIES.counter(getRuntimeContext().getMetricGroup(), reason.name());
  }

  @Override
  public void processMatch(
      Map<String, List<Signal>> stages, Context context, Collector<Story> out) {
    List<Signal> signals =
        stages.values().stream().flatMap(List::stream).sorted(Signal.ORDER).toList();
    String line =
        reason == AlertReason.SPEND_DROP ? signals.get(signals.size() - 1).serviceLine() : null;
    told.inc();
    out.collect(new Story(reason, line, signals));
  }
}
