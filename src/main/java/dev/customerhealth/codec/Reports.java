package dev.customerhealth.codec;

import dev.customerhealth.avro.DeadLetter;
import dev.customerhealth.avro.DeadLetterReason;
import dev.customerhealth.avro.InputType;
import dev.customerhealth.avro.LateEvent;
import dev.customerhealth.avro.RawEncoding;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertRecord;
import dev.customerhealth.domain.alert.OutcomeKey;
import dev.customerhealth.domain.alert.OutcomeRecord;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.ServiceStanding;
import dev.customerhealth.domain.score.HealthScore;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** What the job has to say, as messages on the output topics. */
public record Reports(OutputEncoder encoder) implements Serializable {

  /** A larger one would itself be refused by a broker's default limit of 1 MiB. */
  static final int MOST_RAW_BYTES = 512 * 1024;

  static final int MOST_KEY_BYTES = 1024;

  public OutputMessage score(HealthScore score) {
    return encoder.encode(
        Topic.SCORES, score.customerId(), ScoreMapping.record(score), score.asOfMillis());
  }

  /** A score in full and flat, of one record. */
  public List<OutputMessage> scoreAndFlatScore(HealthScore score) {
    var record = ScoreMapping.record(score);
    return List.of(
        encoder.encode(Topic.SCORES, score.customerId(), record, score.asOfMillis()),
        encoder.encode(
            Topic.SCORES_FLAT, score.customerId(), FlatScores.flatten(record), score.asOfMillis()));
  }

  public OutputMessage shadowScore(HealthScore score) {
    return encoder.encode(
        Topic.SCORES_SHADOW, score.customerId(), ScoreMapping.record(score), score.asOfMillis());
  }

  public OutputMessage scoreChange(HealthScore score) {
    return encoder.encode(
        Topic.SCORE_CHANGES, score.customerId(), ScoreMapping.change(score), score.asOfMillis());
  }

  public OutputMessage serviceLevel(ServiceLevel level) {
    return encoder.encode(
        Topic.SERVICE_LEVELS,
        level.feedbackId(),
        LevelMapping.record(level),
        level.decidedMillis());
  }

  public OutputMessage serviceStanding(ServiceStanding standing) {
    return encoder.encode(
        Topic.SERVICE_STANDING,
        standing.key(),
        StandingMapping.record(standing),
        standing.asOfMillis());
  }

  /** A tombstone: nothing is to be published any more of how this one stands. */
  public OutputMessage noStanding(String key, long atMillis) {
    return OutputMessage.tombstone(Topic.SERVICE_STANDING, key, atMillis);
  }

  public OutputMessage alert(AlertRecord source, String reportingCurrency) {
    Alert alert = source.alert();
    return encoder
        .encode(
            Topic.ALERTS,
            alert.id(),
            AlertMapping.record(source, reportingCurrency),
            alert.standing().atMillis())
        .withRevision(alert.standing().revision());
  }

  /** A tombstone: nothing is known any more of the alert. */
  public OutputMessage noAlert(String alertId, long atMillis) {
    return OutputMessage.tombstone(Topic.ALERTS, alertId, atMillis);
  }

  public OutputMessage outcome(OutcomeRecord outcome) {
    return encoder.encode(
        OutcomeMapping.topic(outcome.key()),
        outcome.key().text(),
        OutcomeMapping.record(outcome),
        outcome.asOfMillis());
  }

  /** A tombstone: everything under the key was taken back. */
  public OutputMessage noOutcome(OutcomeKey key, long atMillis) {
    return OutputMessage.tombstone(OutcomeMapping.topic(key), key.text(), atMillis);
  }

  public OutputMessage actionResult(ActionAnswer answer) {
    return encoder.encode(
        Topic.ACTION_RESULTS, answer.action().id(), AlertMapping.result(answer), answer.atMillis());
  }

  /**
   * Tombstones for the compacted topics of scores: nothing of the customer is to be published any
   * more.
   */
  public List<OutputMessage> withdrawal(String customerId, long atMillis) {
    return List.of(
        new OutputMessage(Topic.SCORES, customerId, null, atMillis),
        new OutputMessage(Topic.SCORES_FLAT, customerId, null, atMillis),
        new OutputMessage(Topic.SCORES_SHADOW, customerId, null, atMillis));
  }

  public OutputMessage deadLetter(Envelope input) {
    Raw raw = Raw.of(input);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setSource(input.source())
            .setPartition(partition(input))
            .setOffset(input.offset())
            .setReason(DeadLetterReason.valueOf(Objects.requireNonNull(input.reason()).name()))
            .setDetail(Objects.requireNonNullElse(input.detail(), ""))
            .setRaw(input.reason() == RejectReason.ERASED ? null : raw.text)
            .setRawEncoding(raw.encoding)
            .setRawBytes(raw.bytes)
            .setRawSha256(raw.sha256)
            .setKey(key(input))
            .setAt(appendedAt(input))
            .build();
    return encoder.encode(Topic.DEAD_LETTERS, where(input), letter, input.appendedMillis());
  }

  /**
   * @param clockMillis the customer's applied clock, that the event was too old for
   */
  public OutputMessage lateEvent(Envelope input, long clockMillis) {
    Raw raw = Raw.of(input);
    LateEvent late =
        LateEvent.newBuilder()
            .setSource(input.source())
            .setPartition(partition(input))
            .setOffset(input.offset())
            .setType(InputType.valueOf(Objects.requireNonNull(input.type()).name()))
            .setCustomerId(input.customerId())
            .setEventId(input.id())
            .setEventTime(Instant.ofEpochMilli(input.timeMillis()))
            .setClock(Instant.ofEpochMilli(clockMillis))
            .setRaw(raw.text)
            .setRawEncoding(raw.encoding)
            .setRawBytes(raw.bytes)
            .setRawSha256(raw.sha256)
            .setKey(key(input))
            .setAt(appendedAt(input))
            .build();
    return encoder.encode(Topic.LATE_EVENTS, where(input), late, clockMillis);
  }

  private static String where(Envelope input) {
    return fromFile(input)
        ? input.source() + ':' + input.offset()
        : input.source() + ':' + input.partition() + ':' + input.offset();
  }

  private static boolean fromFile(Envelope input) {
    return input.partition() == Envelope.NO_PARTITION;
  }

  private static @Nullable Integer partition(Envelope input) {
    return fromFile(input) ? null : (Integer) input.partition();
  }

  private static @Nullable Instant appendedAt(Envelope input) {
    return fromFile(input) ? null : Instant.ofEpochMilli(input.appendedMillis());
  }

  /** As text, else in base64; cut, for it may be as large as the value. */
  private static @Nullable String key(Envelope input) {
    byte[] key = input.key();
    if (key == null) {
      return null;
    }
    byte[] kept = key.length > MOST_KEY_BYTES ? Arrays.copyOf(key, MOST_KEY_BYTES) : key;
    String text = new String(kept, StandardCharsets.UTF_8);
    boolean isText =
        Arrays.equals(text.getBytes(StandardCharsets.UTF_8), kept)
            && text.chars().noneMatch(Character::isISOControl);
    return isText ? text : "base64:" + Base64.getEncoder().encodeToString(kept);
  }

  /**
   * The bytes of an input as text: a row of a file as it stood, a record in base64, both cut to
   * half a MiB.
   */
  private record Raw(String text, RawEncoding encoding, long bytes, @Nullable String sha256) {

    static Raw of(Envelope input) {
      String row = input.row();
      byte[] all = row == null ? input.payload() : row.getBytes(StandardCharsets.UTF_8);
      boolean cut = all.length > MOST_RAW_BYTES;
      byte[] kept = cut ? Arrays.copyOf(all, MOST_RAW_BYTES) : all;
      return new Raw(
          row == null
              ? Base64.getEncoder().encodeToString(kept)
              : new String(kept, StandardCharsets.UTF_8),
          row == null ? RawEncoding.BASE64 : RawEncoding.TEXT,
          all.length,
          cut ? DigestUtils.sha256Hex(all) : null);
    }
  }
}
