package dev.customerhealth.cli.demo;

import java.util.List;

/** A real customer worth a look while the history goes by. */
interface Card {

  String customerId();

  /** The event at which to look, as the id of its transaction or action. */
  String transactionId();

  /** Whether everything that the card shows has been read. */
  default boolean isReady(Life life) {
    return indexOf(life.scores(), transactionId()) >= 0;
  }

  /**
   * What to show.
   *
   * @param life up to and including that event
   */
  List<String> lines(Life life);

  /** Those of the demo, in the order of their time. */
  static List<Card> all() {
    return List.of(
        new CameBack(), new ReversedOrder(), new StagedContact(), new WonBack(), new GiftBuyer());
  }

  /** What is written on the records that this event led to. */
  static String causeOf(String transactionId) {
    return "purchases/" + transactionId;
  }

  /** Where in a life the record of an event stands; -1 before it has come. */
  static int indexOf(List<ScoreRecord> life, String transactionId) {
    String cause = causeOf(transactionId);
    for (int i = 0; i < life.size(); i++) {
      if (life.get(i).cause().equals(cause)) {
        return i;
      }
    }
    return -1;
  }
}
