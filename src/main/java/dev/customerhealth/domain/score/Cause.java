package dev.customerhealth.domain.score;

/**
 * Why a score was computed.
 *
 * @param id the event as {@code purchases/ID}, or {@code TIME} or {@code RULES}
 */
public record Cause(String id) {
  public static final Cause TIME = new Cause("TIME");
  public static final Cause RULES = new Cause("RULES");
}
