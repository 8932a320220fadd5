package dev.customerhealth.cli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.cli.demo.StopSignal;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.RefusedOutputs;
import dev.customerhealth.operator.PublishMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapRunIT {

  /** Longer than one row takes, and than a look at the books. */
  private static final Duration SLOW = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  void aHistoryThatIsReadBeforeTheLastStepIsUpGetsItsSavepoint() throws Exception {
    Path purchases =
        Files.writeString(
            folder.resolve("p.csv"),
            "customer_id,event_time,transaction_id,amount,currency\n"
                + "an,2024-01-05T10:00:00Z,t1,10,VND\n");
    long until = Instant.parse("2024-01-08T00:00:00Z").toEpochMilli();
    HistoryJob history =
        new HistoryJob(
            Map.of(EventType.PURCHASE, purchases),
            RulesYaml.shipped(),
            until,
            7,
            until,
            2,
            128,
            PublishMode.FINAL);
    Path target = folder.resolve("savepoint");
    try (StopSignal stop = StopSignal.listen()) {
      BootstrapRun.Result result =
          new BootstrapRun(history, stop, books -> {})
              .run(
                  new SlowToOpen(folder.toString()),
                  new Reports(new OutputEncoder(OutputFormat.JSON)),
                  1,
                  target);
      assertThat(result.customers()).isEqualTo(1);
      assertThat(target.resolve("_metadata")).isNotEmptyFile();
    }
  }

  private record SlowToOpen(String folder) implements Sink<OutputMessage> {

    @Override
    public SinkWriter<OutputMessage> createWriter(WriterInitContext context) throws IOException {
      long up = System.nanoTime() + SLOW.toNanos();
      for (long left = SLOW.toNanos(); left > 0; left = up - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return new RefusedOutputs(folder).createWriter(context);
    }
  }
}
