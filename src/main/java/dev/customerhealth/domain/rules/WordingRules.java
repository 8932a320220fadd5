package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.Profile.ContactChannel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The words of one language with which summaries end.
 *
 * @param contact asks for a contact; holds {@code {channel}} and {@code {due}}
 * @param refused says that the customer must not be contacted
 * @param watch says that nobody is asked to do anything yet
 * @param today a due time of today; holds {@code {time}}
 * @param tomorrow a due time of tomorrow; holds {@code {time}}
 * @param later any other due time; holds {@code {time}}, and {@code {date}} (dd/MM) or {@code
 *     {isoDate}}
 * @param channels what to do on each channel
 */
public record WordingRules(
    String contact,
    String refused,
    String watch,
    String today,
    String tomorrow,
    String later,
    Map<ContactChannel, String> channels) {

  public WordingRules {
    var copy = new EnumMap<ContactChannel, String>(ContactChannel.class);
    copy.putAll(channels);
    if (copy.size() != ContactChannel.values().length) {
      throw new IllegalArgumentException("every channel needs a word, given are " + copy.keySet());
    }
    channels = Collections.unmodifiableMap(copy);
  }

  public String channel(ContactChannel channel) {
    return Objects.requireNonNull(channels.get(channel));
  }
}
