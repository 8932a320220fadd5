package dev.customerhealth.io.registry;

import dev.customerhealth.io.secret.Placeholders;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Where the registry is and how to talk to it. Placeholders are replaced when a value is asked for,
 * not before.
 *
 * @param url without a slash at its end
 * @param values of {@link RegistryOptions}, as they were given
 */
public record RegistrySettings(String url, Map<String, String> values) implements Serializable {

  private static final long serialVersionUID = 1L;

  public RegistrySettings(String url, Map<String, String> values) {
    this.url = url.replaceFirst("/+$", "");
    this.values = Map.copyOf(values);
  }

  /** What is wrong with them; never quotes a value that may hold a secret. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!isPlainAddress()) {
      faults.add(
          "--schema-registry: expected http://HOST:PORT/PATH or https://, without user, password"
              + " or query");
    }
    for (ConfigOption<Duration> option :
        List.of(RegistryOptions.REQUEST_TIMEOUT, RegistryOptions.RETRY_FOR)) {
      try {
        boolean mayBeZero = option.equals(RegistryOptions.RETRY_FOR);
        if (get(option).toMillis() < (mayBeZero ? 0 : 1)) {
          faults.add("--" + option.key() + " is too short");
        }
      } catch (IllegalArgumentException e) {
        faults.add("--" + option.key() + ": expected duration");
      }
    }
    if (values.containsKey(RegistryOptions.USER_INFO.key())
        && values.containsKey(RegistryOptions.BEARER_TOKEN.key())) {
      faults.add("--schema-registry: either basic.auth.user.info or bearer.auth.token, not both");
    }
    return faults;
  }

  private boolean isPlainAddress() {
    try {
      URI address = new URI(url);
      boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return isHttp
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  boolean isEncrypted() {
    return url.startsWith("https:");
  }

  /** Whether a password or a token goes over the network for everybody to read. */
  public boolean showsCredentials() {
    return !isEncrypted()
        && (values.containsKey(RegistryOptions.USER_INFO.key())
            || values.containsKey(RegistryOptions.BEARER_TOKEN.key()));
  }

  Duration get(ConfigOption<Duration> option) {
    return Configuration.fromMap(values).get(option);
  }

  /**
   * The text without placeholders.
   *
   * @throws IllegalArgumentException naming the placeholder that stands for nothing
   */
  Optional<String> find(ConfigOption<String> option) {
    return Optional.ofNullable(values.get(option.key())).map(Placeholders::replaceIn);
  }

  /** Says where, and no value. */
  @Override
  public String toString() {
    return "schema registry " + url;
  }
}
