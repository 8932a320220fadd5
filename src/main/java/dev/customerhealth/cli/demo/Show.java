package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code demo} for a person: history at a speed that can be followed, then what follows from it.
 */
final class Show {

  /** Results are readable once per checkpoint. */
  private static final String CHECKPOINT_INTERVAL = "1 s";

  private static final Duration ONCE_IN_A_WHILE = Duration.ofSeconds(1);

  private final History history;
  private final double daysPerSecond;
  private final Screen screen;
  private final StopSignal stop;
  private final Instant lookBackAt;
  private final ScoreBoard board;
  private final AlertBoard alerts;
  private final ServiceBoard service = new ServiceBoard();

  Show(History history, double daysPerSecond, Screen screen, StopSignal stop) {
    this.history = history;
    this.daysPerSecond = daysPerSecond;
    this.screen = screen;
    this.stop = stop;
    this.lookBackAt = history.end().minus(LookBack.DAYS, ChronoUnit.DAYS);
    Set<String> watched = Card.all().stream().map(Card::customerId).collect(Collectors.toSet());
    this.board = new ScoreBoard(watched, lookBackAt);
    this.alerts = new AlertBoard(watched);
  }

  /** Returns by {@link StopSignal.Stopped} only. */
  void run(int port) throws Exception {
    screen.note("Starting a Kafka broker and a Flink in this process ...");
    try (Stage stage = Stage.start(port, CHECKPOINT_INTERVAL);
        Audience audience = new Audience(stage, board, alerts, service, screen, stop)) {
      introduce(stage);
      try (Replay replay = new Replay(stage.brokers())) {
        new Play(history, daysPerSecond, replay, audience, board, alerts, screen, stage.job())
            .run();
      }
      conclude(stage);
      stayUp(stage.job());
    }
  }

  private void introduce(Stage stage) {
    screen.print(
        text(
            "Kafka is at %s, Flink's web UI at %s. Replaying %,d real purchases of %,d customers, %s"
                + " to %s.",
            stage.brokers(),
            stage.webUi(),
            history.purchases().count(),
            history.customers().size(),
            Words.day(history.start()),
            Words.day(history.end().minusMillis(1))));
    screen.print(
        text(
            "With them %,d pieces of SYNTHETIC feedback about %,d of the customers, made up by this"
                + " project's",
            history.synthetic().count(), history.syntheticCustomers().size()));
    screen.print(
        "seeded generator, for no public data set has feedback and purchases together (data/synthetic).");
  }

  private void conclude(Stage stage) {
    CallList calls = CallList.of(board.current());
    screen.print("");
    calls.lines(history.syntheticCustomers()).forEach(screen::print);
    screen.print("");
    AlertTable.of(alerts.current()).lines().forEach(screen::print);
    screen.print("");
    new ServiceStory(service, board).lines().forEach(screen::print);
    LookBack.of(board.earlier(), lookBackAt, history).lines().forEach(screen::print);
    screen.print("");
    Optional<ScoreRecord> first = calls.customers().stream().findFirst();
    String example = first.map(ScoreRecord::customerId).orElse("12748");
    NextSteps.lines(stage.brokers(), stage.webUi(), example).forEach(screen::print);
  }

  private void stayUp(RunningJob job) throws IOException, InterruptedException {
    while (true) {
      job.check();
      stop.sleep(ONCE_IN_A_WHILE);
    }
  }
}
