package dev.customerhealth.cli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.cli.demo.Books;
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
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapRunIT {

  /** Until long after the savepoint was asked for, which is as soon as all rows are read. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final CountDownLatch READ = new CountDownLatch(1);

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
          new BootstrapRun(history, stop, BootstrapRunIT::note)
              .run(
                  new LastToOpen(folder.toString()),
                  new Reports(new OutputEncoder(OutputFormat.JSON)),
                  1,
                  target);
      assertThat(result.customers()).isEqualTo(1);
      assertThat(target.resolve("_metadata")).isNotEmptyFile();
    }
  }

  private static void note(Books books) {
    if (books.closedAt(1)) {
      READ.countDown();
    }
  }

  private record LastToOpen(String folder) implements Sink<OutputMessage> {

    @Override
    public SinkWriter<OutputMessage> createWriter(WriterInitContext context) throws IOException {
      try {
        READ.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("the job was ended");
      }
      long up = System.nanoTime() + LATER.toNanos();
      for (long left = LATER.toNanos(); left > 0; left = up - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return new RefusedOutputs(folder).createWriter(context);
    }
  }
}
