package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.operator.CountLateSignals;
import dev.customerhealth.operator.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * All stories, each an operator of its own.
 *
 * <ul>
 *   <li>Key: customer id; {@link SpendErosion}: customer id and service line.
 *   <li>Input: signals stamped with the time of their decision. Each story gets the kinds that have
 *       a part in it, and only those.
 *   <li>State: Flink's, per key: signals that event time has not passed, and those that began a
 *       story; gone {@link StoryPattern#LONGEST} after the last of them at the latest.
 *   <li>Timers, in event time: each instant at which signals wait; the end of each story begun.
 *   <li>Order: event time, then {@link Signal#ORDER}; the order of arrival does not matter.
 *   <li>Late: a signal that event time has passed is no part of any story; it is counted by {@link
 *       CountLateSignals}, once for each story that would have taken it.
 *   <li>Output: stories, each stamped with the time of its last signal.
 * </ul>
 */
public final class Stories {

  static final OutputTag<Signal> LATE = new OutputTag<>("late-signals", Types.SIGNAL);

  static final List<StoryPattern> ALL =
      List.of(
          new SpendErosion(),
          new DecliningExperience(),
          new RepeatedLetdown(),
          new CompetitorPull(),
          new PoorServiceThenSilence(),
          new UnresolvedComplaint());

  private Stories() {}

  /** Finds the stories that signals tell. */
  public static DataStream<Story> of(DataStream<Signal> signals) {
    List<SingleOutputStreamOperator<Story>> told = new ArrayList<>();
    for (StoryPattern story : ALL) {
      told.add(tell(story, signals));
    }
    union(told.stream().map(stories -> stories.getSideOutput(LATE)).toList())
        .process(new CountLateSignals())
        .returns(BasicTypeInfo.VOID_TYPE_INFO)
        .name(CountLateSignals.UID)
        .uid(CountLateSignals.UID);
    return union(told);
  }

  private static SingleOutputStreamOperator<Story> tell(
      StoryPattern story, DataStream<Signal> signals) {
    return heard(story, signals)
        .transform(story.uid(), Types.STORY, new FindStory(story, story.pattern()))
        .uid(story.uid());
  }

  private static KeyedStream<Signal, String> heard(StoryPattern story, DataStream<Signal> signals) {
    Set<SignalKind> kinds = story.kinds();
    String uid = story.uid() + "-signals";
    return signals
        .filter(signal -> kinds.contains(signal.kind()))
        .name(uid)
        .uid(uid)
        .keyBy(story::keyOf, BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    DataStream<T> all = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }
}
