package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an alert, on its way to the gate behind which it is published.
 *
 * @param subject id of the alert; of an ANSWER, that of the action
 * @param timeMillis when it was decided, epoch milliseconds
 */
public record AlertNews(
    Kind kind,
    String customerId,
    String subject,
    long timeMillis,
    @Nullable Alert alert,
    @Nullable ActionAnswer answer) {

  enum Kind {
    /** A revision, in {@link #alert}. */
    LIFE,
    /** In {@link #answer}. */
    ANSWER,
    /** Nothing moves the alert any more. */
    PUT_AWAY,
    /** Nothing may stand under its id any more. */
    WITHDRAWN,
    /** The owner's budget asks for the call. */
    RELEASED
  }

  /**
   * By time; of one instant a release comes last, for it closes the day. The life of one customer's
   * alerts arrives in its order, and a sort that is stable leaves it so.
   */
  static final Comparator<AlertNews> ORDER =
      Comparator.comparingLong(AlertNews::timeMillis)
          .thenComparing(news -> news.kind == Kind.RELEASED);

  static AlertNews life(Alert alert) {
    return new AlertNews(
        Kind.LIFE, alert.customerId(), alert.id(), alert.standing().atMillis(), alert, null);
  }

  static AlertNews answer(ActionAnswer answer) {
    var action = answer.action();
    return new AlertNews(
        Kind.ANSWER, action.customerId(), action.id(), answer.atMillis(), null, answer);
  }

  static AlertNews about(Kind kind, String customerId, String alertId, long timeMillis) {
    return new AlertNews(kind, customerId, alertId, timeMillis, null, null);
  }

  Alert life() {
    return Objects.requireNonNull(alert);
  }
}
