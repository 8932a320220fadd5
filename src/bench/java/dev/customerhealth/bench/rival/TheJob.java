package dev.customerhealth.bench.rival;

import dev.customerhealth.HealthJob;
import dev.customerhealth.JobSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The very job that a cluster runs, wired by its own main class. */
final class TheJob implements Graph {

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    HealthJob.wire(
        env,
        JobSettings.parse(
            "--bootstrap-servers=" + terms.bootstrapServers(),
            "--topic-prefix=" + terms.prefix(),
            "--starting-offsets=earliest",
            "--home-currency=GBP",
            "--parallelism=" + terms.parallelism(),
            "--delivery-guarantee=" + terms.guarantee(),
            "--out-of-orderness=" + terms.outOfOrdernessMillis() + " ms",
            "--watermark-interval=" + terms.watermarkIntervalMillis() + " ms",
            "--checkpoint-interval=" + terms.checkpointIntervalMillis() + " ms",
            "--alignment-drift=" + terms.alignmentDriftMillis() + " ms",
            "--idleness=" + terms.idlenessMillis() + " ms",
            "--kafka.compression.type=lz4",
            "--kafka.linger.ms=20"));
  }
}
