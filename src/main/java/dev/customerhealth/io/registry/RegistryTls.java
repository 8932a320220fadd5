package dev.customerhealth.io.registry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and who we are. Host names are checked by the HTTP client. */
final class RegistryTls {

  private static final String PEM = "-----BEGIN ";

  private RegistryTls() {}

  /**
   * @throws IllegalArgumentException naming the option whose file cannot be used, never a password
   */
  static SSLContext context(RegistrySettings settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(settings), trust(settings), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS: " + e.getClass().getSimpleName(), e);
    }
  }

  /** Null for those of Java. */
  private static TrustManager @Nullable [] trust(RegistrySettings settings)
      throws GeneralSecurityException {
    String file = settings.find(RegistryOptions.TRUST_STORE).orElse(null);
    if (file == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    char[] password = password(settings, RegistryOptions.TRUST_STORE_PASSWORD);
    factory.init(
        isPem(file) ? certificates(file) : store(RegistryOptions.TRUST_STORE, file, password));
    return factory.getTrustManagers();
  }

  /** Null for none. */
  private static KeyManager @Nullable [] keys(RegistrySettings settings)
      throws GeneralSecurityException {
    String file = settings.find(RegistryOptions.KEY_STORE).orElse(null);
    if (file == null) {
      return null;
    }
    char[] password = password(settings, RegistryOptions.KEY_STORE_PASSWORD);
    char[] ofKey = password(settings, RegistryOptions.KEY_PASSWORD);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(
        store(RegistryOptions.KEY_STORE, file, password), ofKey == null ? password : ofKey);
    return factory.getKeyManagers();
  }

  private static char @Nullable [] password(
      RegistrySettings settings, ConfigOption<String> option) {
    return settings.find(option).map(String::toCharArray).orElse(null);
  }

  /** Of either type: Java looks at the bytes. */
  private static KeyStore store(
      ConfigOption<String> option, String file, char @Nullable [] password)
      throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(new File(file), password);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(option, file, e);
    }
  }

  private static boolean isPem(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      String head = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
      return head.contains(PEM);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(RegistryOptions.TRUST_STORE, file, e);
    }
  }

  private static KeyStore certificates(String file) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + store.size(), certificate);
      }
      return store;
    } catch (IOException e) {
      throw unreadable(RegistryOptions.TRUST_STORE, file, e);
    }
  }

  private static IllegalArgumentException unreadable(
      ConfigOption<String> option, String file, Exception e) {
    return new IllegalArgumentException(
        "--%s: cannot use %s (%s: %s)"
            .formatted(option.key(), file, e.getClass().getSimpleName(), e.getMessage()));
  }
}
