package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.operator.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Everything but state: each event that can be read is shuffled to its customer and written out as
 * one record, coordinates and bytes, as a late event would be.
 */
final class PassThrough implements Graph {

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    Plumbing.inputs(env, terms)
        .filter(event -> !event.isTick() && !event.isRejected())
        .keyBy(Envelope::customerId, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new Encode())
        .returns(Types.OUTPUT)
        .sinkTo(Plumbing.outputs(terms))
        .name(SINK);
  }

  @SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
  private static final class Encode extends KeyedProcessFunction<String, Envelope, OutputMessage> {

    private static final long serialVersionUID = 1L;

    private transient Reports reports;

    @Override
    public void open(OpenContext context) {
      reports = new Reports(new OutputEncoder(OutputFormat.AVRO));
    }

    @Override
    public void processElement(Envelope event, Context context, Collector<OutputMessage> out) {
      out.collect(reports.lateEvent(event, event.timeMillis()));
    }
  }
}
