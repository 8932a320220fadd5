package dev.customerhealth.operator;

import dev.customerhealth.domain.rules.RulesChange;
import java.util.List;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a function that follows the rules. Event time is that of the events alone: rules neither
 * hold it back nor move it.
 */
public final class BesideRules<I, O>
    extends CoBroadcastWithKeyedOperator<String, I, RulesChange, O> {

  private static final long serialVersionUID = 1L;

  public BesideRules(FollowRules<I, O, ?> function) {
    super(function, List.of());
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // See above.
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      processWatermarkStatus(status);
    }
  }
}
