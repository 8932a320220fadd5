package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.codec.Topic;
import dev.customerhealth.operator.Account.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code demo} for a person: history at a speed that can be followed. */
final class Show {

  /** Results are readable once per checkpoint. */
  private static final String CHECKPOINT_INTERVAL = "1 s";

  private static final Duration CARD_PAUSE = Duration.ofSeconds(2);
  private static final Duration CARD_PATIENCE = Duration.ofSeconds(20);
  private static final Duration END_PATIENCE = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofSeconds(3);
  private static final Instant NO_CARD = Instant.parse("9999-01-01T00:00:00Z");
  private static final Duration BREATH = Duration.ofMillis(50);

  private final History history;
  private final double daysPerSecond;
  private final Screen screen;
  private final StopSignal stop;
  private final Deque<Card> cards = new ArrayDeque<>(Card.all());
  private final Instant lookBackAt;
  private final ScoreBoard board;
  private final Rate rate = new Rate();

  Show(History history, double daysPerSecond, Screen screen, StopSignal stop) {
    this.history = history;
    this.daysPerSecond = daysPerSecond;
    this.screen = screen;
    this.stop = stop;
    this.lookBackAt = history.end().minus(LookBack.DAYS, ChronoUnit.DAYS);
    this.board =
        new ScoreBoard(
            Card.all().stream().map(Card::customerId).collect(Collectors.toSet()), lookBackAt);
  }

  void run(int port) throws Exception {
    screen.note("Starting a Kafka broker and a Flink in this process ...");
    try (Stage stage = Stage.start(port, CHECKPOINT_INTERVAL);
        TopicReader scores = new TopicReader(stage.brokers(), DemoTopics.name(Topic.SCORES))) {
      screen.print(
          text(
              "Kafka is at %s, Flink's web UI at %s. Replaying %,d purchases of %,d customers,"
                  + " %s to %s.",
              stage.brokers(),
              stage.webUi(),
              history.size(),
              history.customers().size(),
              Words.day(history.start()),
              Words.day(history.end().minusMillis(1))));
      play(stage, scores);
      conclude(stage);
      while (true) {
        stage.job().check();
        stop.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private void play(Stage stage, TopicReader scores) throws Exception {
    try (Replay replay = new Replay(stage.brokers())) {
      Instant today = history.start().truncatedTo(ChronoUnit.DAYS);
      Clock clock = new Clock(today, daysPerSecond);
      Instant cardAt = NO_CARD;
      for (PastPurchase purchase : history.purchases()) {
        Instant time = Instant.ofEpochMilli(purchase.timeMillis());
        if (time.isAfter(cardAt.plus(Check.STRAGGLERS))) {
          clock.standStill(show(cards.remove(), time, replay, scores, stage));
          cardAt = NO_CARD;
        }
        for (; !today.isAfter(time); today = today.plus(1, ChronoUnit.DAYS)) {
          watchUntilDue(today, clock, scores, stage);
          replay.tick(today);
        }
        watchUntilDue(time, clock, scores, stage);
        replay.purchase(purchase);
        rate.add();
        cardAt = isAtCard(purchase) ? time : cardAt;
      }
      replay.tick(history.end().plus(Check.STRAGGLERS));
      replay.flush();
      awaitEnd(replay.sent(), scores, stage);
    }
  }

  private boolean isAtCard(PastPurchase purchase) {
    return !cards.isEmpty()
        && cards.getFirst().transactionId().equals(purchase.purchase().id());
  }

  private void watchUntilDue(Instant time, Clock clock, TopicReader scores, Stage stage)
      throws IOException {
    Duration left = clock.until(time);
    while (left.compareTo(Duration.ZERO) > 0) {
      watch(left.compareTo(BREATH) < 0 ? left : BREATH, time, scores, stage);
      left = clock.until(time);
    }
    watchNowAndThen(time, scores, stage);
  }

  /** Also when the replay is behind its clock, somebody is looking. */
  private void watchNowAndThen(Instant time, TopicReader scores, Stage stage) throws IOException {
    if (rate.isTimeToLook()) {
      watch(Duration.ZERO, time, scores, stage);
    }
  }

  private void watch(Duration atMost, Instant time, TopicReader scores, Stage stage)
      throws IOException {
    stop.check();
    stage.job().check();
    for (ConsumerRecord<String, byte[]> record : scores.poll(atMost)) {
      byte[] value = record.value();
      if (value != null) {
        board.add(ScoreRecord.parse(value));
      }
    }
    screen.live(() -> LiveText.of(time, rate.perSecond(), board));
  }

  /** Lets event time pass the card's event, waits for its score, and shows it for a while. */
  private Duration show(Card card, Instant next, Replay replay, TopicReader scores, Stage stage)
      throws IOException {
    long started = System.nanoTime();
    Instant passed = next.minusMillis(1);
    replay.tick(passed);
    replay.flush();
    while (Card.indexOf(board.life(card.customerId()), card.transactionId()) < 0
        && since(started).compareTo(CARD_PATIENCE) < 0) {
      watch(BREATH, passed, scores, stage);
    }
    List<ScoreRecord> life = board.life(card.customerId());
    if (Card.indexOf(life, card.transactionId()) >= 0) {
      printCard(card.lines(life));
      long shown = System.nanoTime();
      while (since(shown).compareTo(CARD_PAUSE) < 0) {
        watch(BREATH, passed, scores, stage);
      }
    }
    return since(started);
  }

  private void printCard(List<String> lines) {
    screen.print("");
    lines.forEach(line -> screen.print("  | " + line));
    screen.print("");
  }

  /** Until every input is settled, and as many scores are read as the job has computed. */
  private void awaitEnd(long sent, TopicReader scores, Stage stage)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    long calm = started;
    long before = -1;
    while (since(started).compareTo(END_PATIENCE) < 0) {
      watch(BREATH, history.end(), scores, stage);
      Books books = stage.job().books();
      boolean moved = books.get(Entry.SCORES) != before;
      before = books.get(Entry.SCORES);
      if (moved || !books.closedAt(sent) || board.records() != before) {
        calm = System.nanoTime();
      } else if (since(calm).compareTo(SETTLED) > 0) {
        return;
      }
    }
    throw new IOException("the job is behind: some results are still missing");
  }

  private void conclude(Stage stage) {
    CallList calls = CallList.of(board.current());
    screen.print("");
    calls.lines().forEach(screen::print);
    screen.print("");
    LookBack.of(board.earlier(), lookBackAt, history).lines().forEach(screen::print);
    screen.print("");
    Optional<ScoreRecord> first = calls.customers().stream().findFirst();
    String example = first.map(ScoreRecord::customerId).orElse("12748");
    NextSteps.lines(stage.brokers(), stage.webUi(), example).forEach(screen::print);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
