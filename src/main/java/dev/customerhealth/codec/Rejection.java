package dev.customerhealth.codec;

/** Leaves the nested checks of one record at the first fault; never leaves this package. */
final class Rejection extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int CLIP_CHARS = 40;

  private final RejectReason reason;
  private final String detail;

  Rejection(RejectReason reason, String detail) {
    // Without a stack trace: a flood of broken records must stay cheap.
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** Names the field and quotes its value, for technical fields only. */
  static Rejection of(RejectReason reason, String field, Object value) {
    return new Rejection(reason, field + ": " + clip(String.valueOf(value)));
  }

  RejectReason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  static String clip(String value) {
    String head = value.length() <= CLIP_CHARS ? value : value.substring(0, CLIP_CHARS) + "...";
    StringBuilder clean = new StringBuilder(head.length());
    head.chars().forEach(c -> clean.append(isPlain((char) c) ? (char) c : '?'));
    return clean.toString();
  }

  private static boolean isPlain(char c) {
    return !Character.isISOControl(c) && !Character.isSurrogate(c);
  }
}
