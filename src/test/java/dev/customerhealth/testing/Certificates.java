package dev.customerhealth.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key for localhost made by keytool, and what those must have who trust it.
 *
 * @param keyStore PKCS12 with key and certificate
 * @param trustStore PKCS12 with the certificate
 * @param pem the certificate as text
 */
public record Certificates(Path keyStore, Path trustStore, Path pem) {

  public static final String PASSWORD = "stores-are-locked-7";

  private static final String ALIAS = "own";

  /** Makes new ones in a folder. */
  public static Certificates in(Path folder, String name) {
    Path keys = folder.resolve(name + ".p12");
    Path trust = folder.resolve(name + "-trust.p12");
    Path pem = folder.resolve(name + ".pem");
    try {
      keytool(keys, name);
      Certificate own = load(keys).getCertificate(ALIAS);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, own);
      try (OutputStream out = Files.newOutputStream(trust)) {
        trusted.store(out, PASSWORD.toCharArray());
      }
      Files.writeString(
          pem,
          "# a comment, as many authorities write one\n-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(own.getEncoded())
              + "\n-----END CERTIFICATE-----\n");
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no certificates", e);
    }
    return new Certificates(keys, trust, pem);
  }

  /** Of a server that shows this key, and trusts those who show one of the others. */
  public SSLContext server(Certificates clients) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(clients.trustStore));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no TLS", e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static void keytool(Path store, String name) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new AssertionError(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
