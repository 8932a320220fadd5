package dev.customerhealth.bench.rival;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** No more than reading: what can be saved behind the source cannot make it faster than this. */
final class DecodeOnly implements Graph {

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    Plumbing.inputs(env, terms).sinkTo(new DiscardingSink<>()).name(SINK);
  }
}
