package dev.customerhealth.codec;

/**
 * Why an input could not be used. The symbols are those of DeadLetterReason in {@code
 * avro/DeadLetter.avsc}.
 */
public enum RejectReason {
  EMPTY_PAYLOAD("The record has no value; a tick carries the header tick and is no event."),
  PAYLOAD_TOO_LARGE("The value is larger than 1 MiB."),
  UNKNOWN_FRAMING(
      "The first bytes announce neither the Confluent framing nor Avro's single-object encoding."),
  UNKNOWN_SCHEMA("The schema that wrote the record cannot be found."),
  INCOMPATIBLE_SCHEMA("The schema that wrote the record is known, but cannot be read as today's."),
  UNREADABLE("The bytes are not what their schema says: cut off, damaged or too long."),
  WRONG_TYPE("The record is of another type than its topic carries."),
  MISSING_FIELD("A required field is absent or empty."),
  INVALID_CUSTOMER_ID(
      "A customer id is empty, longer than 128 characters, holds control characters or broken text."),
  INVALID_ID(
      "An id is empty, longer than 256 characters, holds control characters or broken text."),
  INVALID_TIME("A time or a date cannot be read or is absurd."),
  TIME_BEFORE_1970("The event lies before 1970-01-01T00:00:00Z."),
  TIME_IN_FUTURE(
      "The event lies more than a day after the record's Kafka timestamp; in a file, after 2100."),
  INVALID_AMOUNT("An amount is not a decimal number."),
  AMOUNT_OUT_OF_RANGE("An amount is beyond a million million, 1e12, in either direction."),
  INVALID_CURRENCY("A currency is not three letters."),
  INVALID_NUMBER("A number cannot be read or is not finite."),
  NUMBER_OUT_OF_RANGE("A number is outside its range, such as a rating outside its scale."),
  INVALID_SCALE("A rating scale whose lower end is not below its upper end."),
  INVALID_BOOLEAN("A yes or no is neither true nor false."),
  UNKNOWN_SYMBOL("A code is none of those that the contract lists."),
  TEXT_TOO_LONG("A text is longer than 1000 characters, or a row of a file than 1 MiB."),
  SELF_REFERRAL("A customer referred himself or herself."),
  UNKNOWN_TOPIC("The record comes from a topic that is none of the inputs."),
  MALFORMED_ROW(
      "A row with broken quoting, another number of cells than the header, or bytes that are not UTF-8."),
  BROKEN_FILE("The file ends early or is damaged: what follows its last readable row is lost."),
  HOT_KEY("The customer has had more events on this day than one customer can have."),
  EXCLUDED_CUSTOMER(
      "The customer id is on the list of those that stand for nobody, such as GUEST."),
  ERASED("The customer was erased after this event; its bytes are not kept."),
  INVALID_RULES(
      "The rules document has faults, each on a line of the detail; the rules in force stay.");

  private final String description;

  RejectReason(String description) {
    this.description = description;
  }

  /** One sentence for the documentation. */
  public String description() {
    return description;
  }
}
