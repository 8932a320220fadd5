package dev.customerhealth.cli.demo;

import dev.customerhealth.operator.Account.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Two years, from the first purchase to the last score, with a halt at each card. */
final class Play {

  private static final Duration CARD_PAUSE = Duration.ofSeconds(2);
  private static final Duration CARD_PATIENCE = Duration.ofSeconds(20);
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration END_PATIENCE = Duration.ofMinutes(2);

  /** Books travel every half second, results are committed every second. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Instant NO_CARD = Instant.parse("9999-01-01T00:00:00Z");

  private final History history;
  private final Replay replay;
  private final Audience audience;
  private final ScoreBoard board;
  private final AlertBoard alerts;
  private final Screen screen;
  private final RunningJob job;
  private final Deque<Card> cards = new ArrayDeque<>();
  private final double daysPerSecond;
  private Instant today;
  private Instant cardAt = NO_CARD;

  /** Null until the job answers: a show does not begin behind a closed curtain. */
  private @Nullable Clock clock;

  Play(
      History history,
      double daysPerSecond,
      Replay replay,
      Audience audience,
      ScoreBoard board,
      AlertBoard alerts,
      Screen screen,
      RunningJob job) {
    this.history = history;
    this.daysPerSecond = daysPerSecond;
    this.replay = replay;
    this.audience = audience;
    this.board = board;
    this.alerts = alerts;
    this.screen = screen;
    this.job = job;
    history.cards().forEach(cards::add);
    this.today = history.start().truncatedTo(ChronoUnit.DAYS);
  }

  void run() throws IOException, InterruptedException {
    for (PastEvent event : history.events()) {
      Instant time = Instant.ofEpochMilli(event.timeMillis());
      haltAtCard(time);
      passDaysUntil(time);
      await(time);
      replay.event(event);
      audience.count();
      cardAt = isAtCard(event) ? time : cardAt;
    }
    replay.tick(history.end().plus(Check.STRAGGLERS));
    replay.flush();
    awaitTheEnd();
  }

  private void passDaysUntil(Instant time) throws IOException {
    for (; !today.isAfter(time); today = today.plus(1, ChronoUnit.DAYS)) {
      await(today);
      replay.tick(today);
      if (clock == null && replay.sent() > 0) {
        replay.flush();
        audience.watchUntil(() -> board.records() > 0, START_PATIENCE, today);
        clock = new Clock(today, daysPerSecond);
      }
    }
  }

  private void await(Instant time) throws IOException {
    if (clock != null) {
      audience.watchUntilDue(time, clock);
    }
  }

  private boolean isAtCard(PastEvent event) {
    return !cards.isEmpty() && cards.getFirst().transactionId().equals(event.id());
  }

  /** Once nothing that belongs in front of the card's event can follow. */
  private void haltAtCard(Instant next) throws IOException {
    if (next.isAfter(cardAt.plus(Check.STRAGGLERS))) {
      long started = System.nanoTime();
      show(cards.remove(), next.minusMillis(1));
      cardAt = NO_CARD;
      if (clock != null) {
        clock.standStill(Duration.ofNanos(System.nanoTime() - started));
      }
    }
  }

  /** Lets event time pass the card's event, waits for its score, and shows it for a while. */
  private void show(Card card, Instant passed) throws IOException {
    replay.tick(passed);
    replay.flush();
    if (audience.watchUntil(() -> card.isReady(life(card)), CARD_PATIENCE, passed)) {
      screen.print("");
      card.lines(life(card)).forEach(line -> screen.print("  | " + line));
      screen.print("");
      audience.watchUntil(() -> false, CARD_PAUSE, passed);
    }
  }

  private Life life(Card card) {
    return new Life(board.life(card.customerId()), alerts.life(card.customerId()));
  }

  /** Until every input is settled, and as many scores are read as the job has computed. */
  private void awaitTheEnd() throws IOException, InterruptedException {
    long started = System.nanoTime();
    Instant end = history.end().minusMillis(1);
    long scores = -1;
    while (System.nanoTime() - started < END_PATIENCE.toNanos()) {
      audience.watchUntil(() -> false, LOOK_AGAIN, end);
      Books books = job.books();
      boolean calm =
          books.get(Entry.SCORES) == scores && board.records() == scores && audience.hasSeenAll();
      if (calm && books.closedAt(replay.sent())) {
        return;
      }
      scores = books.get(Entry.SCORES);
    }
    throw new IOException("the job is behind: some results are still missing");
  }
}
