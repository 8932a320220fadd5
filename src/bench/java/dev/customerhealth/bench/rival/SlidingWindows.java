package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.ledger.Windows;
import dev.customerhealth.operator.Types;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * As the documentation teaches it: for each length a sliding window that moves by a day, with
 * incremental aggregation; the silence is a session that ends. An event stands in 492 windows.
 */
final class SlidingWindows implements Graph {

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    DataStream<Bought> bought = Bought.of(Plumbing.inputs(env, terms));
    KeyedStream<Bought, String> byCustomer =
        bought.keyBy(Bought::customerId, BasicTypeInfo.STRING_TYPE_INFO);
    DataStream<OutputMessage> answers = silences(bought, terms.silentDays());
    for (int days : Windows.DAYS) {
      answers = answers.union(sums(byCustomer, days));
    }
    answers.sinkTo(Plumbing.outputs(terms)).name(SINK);
  }

  private static DataStream<OutputMessage> sums(KeyedStream<Bought, String> bought, int days) {
    return bought
        .window(SlidingEventTimeWindows.of(Duration.ofDays(days), Duration.ofDays(1)))
        .aggregate(new Sum(), new Tell(days), Bought.TYPE, Bought.TYPE, Types.OUTPUT);
  }

  private static DataStream<OutputMessage> silences(DataStream<Bought> bought, int silentDays) {
    return bought
        .filter(Bought::isPurchase)
        .keyBy(Bought::customerId, BasicTypeInfo.STRING_TYPE_INFO)
        .window(EventTimeSessionWindows.withGap(Duration.ofDays(silentDays)))
        .aggregate(new Sum(), new Alarm(silentDays), Bought.TYPE, Bought.TYPE, Types.OUTPUT);
  }

  private static final class Sum implements AggregateFunction<Bought, Bought, Bought> {

    private static final long serialVersionUID = 1L;

    @Override
    public Bought createAccumulator() {
      return new Bought("", 0, 0, 0);
    }

    @Override
    public Bought add(Bought one, Bought sum) {
      return merge(one, sum);
    }

    @Override
    public Bought getResult(Bought sum) {
      return sum;
    }

    @Override
    public Bought merge(Bought a, Bought b) {
      return new Bought("", 0, a.spend() + b.spend(), a.visits() + b.visits());
    }
  }

  private static final class Tell
      extends ProcessWindowFunction<Bought, OutputMessage, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int days;

    Tell(int days) {
      this.days = days;
    }

    @Override
    public void process(
        String customerId, Context context, Iterable<Bought> sums, Collector<OutputMessage> out) {
      Bought sum = sums.iterator().next();
      long day = Answer.day(context.window().maxTimestamp());
      out.collect(Answer.window(customerId, day, days, sum.spend(), sum.visits()));
    }
  }

  private static final class Alarm
      extends ProcessWindowFunction<Bought, OutputMessage, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int silentDays;

    Alarm(int silentDays) {
      this.silentDays = silentDays;
    }

    @Override
    public void process(
        String customerId, Context context, Iterable<Bought> sums, Collector<OutputMessage> out) {
      long last = context.window().getEnd() - silentDays * Answer.DAY_MILLIS;
      out.collect(Answer.silence(customerId, Answer.day(last)));
    }
  }
}
