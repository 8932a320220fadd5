package dev.customerhealth.bench.rival;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink job to be measured: its sinks are named {@link #SINK}. */
public interface Graph {

  /** Name of each sink; the run is over when event time has reached it. */
  String SINK = "outputs";

  /** Puts the job into an environment, ready to be executed. */
  void wire(StreamExecutionEnvironment env, Terms terms);
}
