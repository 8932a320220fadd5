package dev.customerhealth.cli.demo;

import dev.customerhealth.cli.FreePorts;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink in this process: RocksDB, all files in one folder, its web UI on the loopback address
 * only.
 */
record LocalFlink(DemoFolder folder, int uiPort) {

  /** Flink's own, where people look for it first. */
  private static final int USUAL_UI_PORT = 8081;

  static LocalFlink in(DemoFolder folder) throws IOException {
    return new LocalFlink(folder, FreePorts.preferably(USUAL_UI_PORT));
  }

  String address() {
    return "http://localhost:" + uiPort;
  }

  StreamExecutionEnvironment environment() throws IOException {
    return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration());
  }

  private Configuration configuration() throws IOException {
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, "localhost");
    flink.set(RestOptions.BIND_ADDRESS, "localhost");
    flink.set(RestOptions.PORT, uiPort);
    flink.set(RestOptions.BIND_PORT, Integer.toString(uiPort));
    flink.set(JobManagerOptions.BIND_HOST, "localhost");
    flink.set(TaskManagerOptions.BIND_HOST, "localhost");
    flink.set(CoreOptions.TMP_DIRS, folder.sub("tmp").toString());
    flink.set(WebOptions.TMP_DIR, folder.sub("web").toString());
    flink.set(BlobServerOptions.STORAGE_DIRECTORY, folder.sub("blobs").toString());
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.sub("checkpoints").toUri() + "");
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Accumulators, the books of the job, travel with the heartbeat.
    flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
    // A fault would be there the next time too, and somebody is waiting.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return flink;
  }
}
