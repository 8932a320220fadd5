package dev.customerhealth.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.operator.Account;
import dev.customerhealth.operator.Types;
import dev.customerhealth.testing.FileJob;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** All stories together, as a job. */
class StoriesTest {

  @Test
  void everyReasonThatTheRulesGiveAWindowHasItsStory() {
    assertThat(Stories.ALL)
        .extracting(StoryPattern::reason)
        .containsExactlyInAnyOrderElementsOf(AlertRules.STORIES);
  }

  @Test
  void allStoriesAreFoundInOneStreamOfSignalsAndLateOnesAreCounted() throws Exception {
    var told = new ArrayList<String>();
    List<Signal> signals = new ArrayList<>();
    signals.addAll(Script.signals("an", "0:POOR_SERVICE"));
    signals.addAll(Script.signals("bình", "1:COMPETITOR 2:COMPLAINT"));
    signals.addAll(Script.signals("an", "3:POOR_SERVICE 3:LEVEL_FELL"));
    signals.addAll(Script.signals("bình", "5:CASE_OVERDUE 9:SPEND_WATCH/dry 10:SPEND_CALL/dry"));
    signals.addAll(Script.signals("an", "30:OVERDUE_WATCH"));
    // Late for three stories: repeated letdown, poor service then silence, unresolved complaint.
    signals.addAll(Script.signals("chi", "29:POOR_SERVICE 29:CASE_OVERDUE"));
    signals.addAll(Script.signals("chi", "31:POOR_SERVICE 32:LOST"));

    JobExecutionResult result = run(signals, told);

    assertThat(told)
        .containsExactlyInAnyOrder(
            "an REPEATED_LETDOWN 0:POOR_SERVICE>3:POOR_SERVICE",
            "an POOR_SERVICE_THEN_SILENCE 3:POOR_SERVICE>30:OVERDUE_WATCH",
            "an DECLINING_EXPERIENCE 3:LEVEL_FELL>30:OVERDUE_WATCH",
            "bình UNRESOLVED_COMPLAINT 2:COMPLAINT>5:CASE_OVERDUE",
            "bình COMPETITOR_PULL 1:COMPETITOR>9:SPEND_WATCH",
            "bình SPEND_DROP 9:SPEND_WATCH>10:SPEND_CALL/dry");
    assertThat(result.<Long>getAccumulatorResult(Account.Entry.LATE_SIGNALS.key())).isEqualTo(3);
  }

  private static JobExecutionResult run(List<Signal> signals, List<String> told) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(FileJob.strict());
    env.setParallelism(1);
    var source =
        env.fromData(signals, Types.SIGNAL)
            .uid("signals")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Signal>forGenerator(context -> new AtOnce())
                    .withTimestampAssigner((signal, before) -> signal.timeMillis()))
            .uid("times");
    try (CloseableIterator<Story> stories = Stories.of(source).collectAsync()) {
      JobExecutionResult result = env.execute();
      stories.forEachRemaining(
          story ->
              told.add(
                  story.last().customerId() + " " + story.reason() + " " + Script.text(story)));
      return result;
    }
  }

  /** Time passes each signal before the next one comes. */
  private static final class AtOnce implements WatermarkGenerator<Signal> {
    private long newestMillis = Long.MIN_VALUE;

    @Override
    public void onEvent(Signal signal, long timeMillis, WatermarkOutput output) {
      newestMillis = Math.max(newestMillis, timeMillis);
      output.emitWatermark(new Watermark(newestMillis - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Each signal does.
    }
  }
}
