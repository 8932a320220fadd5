package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.operator.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Bought, and then nothing more: the story alone, without sums, on every purchase. */
final class CepSilence implements Graph {

  private static final String BOUGHT = "bought";

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    Pattern<Bought, Bought> silence =
        Pattern.<Bought>begin(BOUGHT, AfterMatchSkipStrategy.noSkip())
            .where(SimpleCondition.of(Bought::isPurchase))
            .notFollowedBy("bought again")
            .where(SimpleCondition.of(Bought::isPurchase))
            .within(Duration.ofDays(terms.silentDays()));
    CEP.pattern(
            Bought.of(Plumbing.inputs(env, terms))
                .keyBy(Bought::customerId, BasicTypeInfo.STRING_TYPE_INFO),
            silence)
        .process(new Tell(), Types.OUTPUT)
        .sinkTo(Plumbing.outputs(terms))
        .name(SINK);
  }

  private static final class Tell extends PatternProcessFunction<Bought, OutputMessage> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<Bought>> match, Context context, Collector<OutputMessage> out) {
      Bought last = Objects.requireNonNull(match.get(BOUGHT)).get(0);
      out.collect(Answer.silence(last.customerId(), Answer.day(last.timeMillis())));
    }
  }
}
