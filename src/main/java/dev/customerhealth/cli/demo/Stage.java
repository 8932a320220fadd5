package dev.customerhealth.cli.demo;

import dev.customerhealth.HealthJob;
import dev.customerhealth.JobSettings;
import dev.customerhealth.cli.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Broker, Flink and the job, started in this order and closed in the opposite one. */
final class Stage implements AutoCloseable {

  /** Local enough for two cores, parallel enough to be real. */
  private static final String PARALLELISM = "2";

  private final EmbeddedKafka kafka;
  private final DemoFolder folder;
  private final LocalFlink flink;
  private final RunningJob job;

  private Stage(EmbeddedKafka kafka, DemoFolder folder, LocalFlink flink, RunningJob job) {
    this.kafka = kafka;
    this.folder = folder;
    this.flink = flink;
    this.job = job;
  }

  /**
   * @param port of the broker; 0: any
   * @param checkpointInterval results can be read that often, as {@code --checkpoint-interval}
   * @throws java.net.BindException when the port is taken; its message names it
   */
  static Stage start(int port, String checkpointInterval) throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(port).closedByItsOwner();
    DemoFolder folder = DemoFolder.create();
    try {
      kafka.createTopics(DemoTopics.all());
      LocalFlink flink = LocalFlink.in(folder);
      StreamExecutionEnvironment env = flink.environment();
      HealthJob.wire(env, settings(kafka, checkpointInterval));
      return new Stage(kafka, folder, flink, new RunningJob(env.executeAsync(HealthJob.NAME)));
    } catch (Exception e) {
      kafka.close();
      folder.close();
      throw e;
    }
  }

  private static JobSettings settings(EmbeddedKafka kafka, String checkpointInterval) {
    return JobSettings.parse(
        "--bootstrap-servers=" + kafka.bootstrapServers(),
        "--output-format=json",
        "--parallelism=" + PARALLELISM,
        "--checkpoint-interval=" + checkpointInterval,
        // The replay ticks, so nothing has to be guessed from silence.
        "--idleness=0 s",
        // Two years are small enough to be read ahead of event time.
        "--alignment-drift=0 s",
        "--kafka.compression.type=lz4",
        "--kafka.linger.ms=20");
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  String webUi() {
    return flink.address();
  }

  /** Where files lie until {@link #close()}. */
  List<Path> folders() {
    return List.of(folder.path(), kafka.dataFolder());
  }

  RunningJob job() {
    return job;
  }

  /** Ends the job in good order: what it has written is committed. */
  Books finish() throws IOException, InterruptedException {
    return job.stop(folder);
  }

  @Override
  public void close() {
    job.close();
    kafka.close();
    folder.close();
  }
}
