package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way, for a few weeks of the history: broker, Flink with RocksDB, the job, readers. */
class DemoIT {

  private static final int ROWS = 1500;
  private static final String LAST_LINE = "Ctrl-C stops";

  private static History history;
  private static int purchases;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void readTheBeginning() throws IOException {
    List<PastEvent> all = History.read(Path.of("data/online_retail_ii.csv.gz")).events();
    Set<String> told = Set.of(StagedContact.CUSTOMER, new GiftBuyer().customerId());
    List<PastEvent> some =
        Stream.concat(
                all.stream().limit(ROWS),
                all.stream().skip(ROWS).filter(event -> told.contains(event.customerId())))
            .toList();
    purchases = some.size();
    history = new History(some).withSyntheticFeedback().withStagedContact();
  }

  @Test
  void everyInputIsAccountedFor() throws Exception {
    try (StopSignal stop = StopSignal.listen()) {
      assertThat(new Check(history, screen(out), stop, System.nanoTime()).run(0)).isTrue();
    }
    JsonNode json = new JsonMapper().readTree(out.toString().lines().reduce((a, b) -> b).get());
    assertThat(json.get("read").asInt()).isEqualTo(history.size());
    assertThat(json.get("used").asInt()).isEqualTo(history.size());
    assertThat(json.get("feedback").asInt())
        .isEqualTo(history.size() - purchases - 1)
        .isGreaterThan(30);
    assertThat(json.get("actions").asInt()).isEqualTo(1);
    assertThat(json.get("alerts").asInt()).isGreaterThan(json.get("openAlerts").asInt());
    assertThat(json.get("customers").asInt()).isEqualTo(history.customers().size());
    assertThat(json.get("scores").asInt()).isGreaterThan(ROWS);
  }

  @Test
  void theShowGoesOnUntilSomebodyStopsIt() throws Exception {
    try (StopSignal stop = StopSignal.listen()) {
      Show show = new Show(history, 1000, screen(stopAtTheEnd(stop)), stop);
      assertThatThrownBy(() -> show.run(0)).isInstanceOf(StopSignal.Stopped.class);
    }
    assertThat(out.toString())
        .contains("Flink's web UI at http://localhost:", " real purchases", "SYNTHETIC")
        .contains("A call that is made: customer 17085", "STAGED by this demo")
        .contains("the alert is RESOLVED, WON_BACK", "the return is real")
        .contains("The day's dearest call, customer", "Suggested: ")
        .contains("Were the warnings right?", "kcat -C -b localhost:");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    List<Path> folders;
    try (Stage stage = Stage.start(0, "1 s")) {
      folders = stage.folders();
      assertThat(folders).isNotEmpty().allSatisfy(f -> assertThat(f).isNotEmptyDirectory());
    }
    assertThat(folders).allSatisfy(folder -> assertThat(folder).doesNotExist());
  }

  @Test
  void aBusyPortIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StopSignal stop = StopSignal.listen()) {
      Check check = new Check(history, screen(out), stop, System.nanoTime());
      assertThatThrownBy(() -> check.run(other.getLocalPort()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("port " + other.getLocalPort());
    }
  }

  private Screen screen(StringWriter to) {
    return new Screen(new PrintWriter(to), new PrintWriter(err), false);
  }

  /** As a person does who has read everything. */
  private StringWriter stopAtTheEnd(StopSignal stop) {
    return new StringWriter() {
      @Override
      public void write(String text, int offset, int length) {
        out.write(text, offset, length);
        if (text.startsWith(LAST_LINE)) {
          stop.give();
        }
      }
    };
  }
}
