package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.domain.EventType;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportsTest {

  /** The largest record that a broker takes unless told otherwise. */
  private static final int BROKER_LIMIT = 1024 * 1024;

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void aDeadLetterIsNeverTooLargeForABroker(OutputFormat format) {
    Reports reports = new Reports(new OutputEncoder(format));
    for (byte filler : new byte[] {(byte) 0xFF, 1, 'x', '"'}) {
      Envelope input = input(filled(800_000, filler), filled(900_000, filler));
      assertThat(reports.deadLetter(input).value()).hasSizeLessThan(BROKER_LIMIT);
      assertThat(reports.lateEvent(input, 0).value()).hasSizeLessThan(BROKER_LIMIT);
    }
  }

  @Test
  void whatIsCutIsKnownByItsLengthAndDigest() throws Exception {
    byte[] payload = filled(600_000, (byte) 7);
    JsonNode letter = letter(input(new byte[] {'a', 'n'}, payload));
    assertThat(letter.get("key").asText()).isEqualTo("an");
    assertThat(letter.get("rawBytes").asInt()).isEqualTo(600_000);
    assertThat(letter.get("rawSha256").asText()).isEqualTo(DigestUtils.sha256Hex(payload));
    assertThat(Base64.getDecoder().decode(letter.get("raw").asText()))
        .isEqualTo(Arrays.copyOf(payload, Reports.MOST_RAW_BYTES));
  }

  @Test
  void aKeyThatIsNoTextIsGivenInBase64() throws Exception {
    byte[] key = {(byte) 0xC3, 0, 1};
    String text = letter(input(key, new byte[] {1})).get("key").asText();
    assertThat(text).startsWith("base64:");
    assertThat(Base64.getDecoder().decode(text.substring(7))).isEqualTo(key);
  }

  private static JsonNode letter(Envelope input) throws Exception {
    Reports reports = new Reports(new OutputEncoder(OutputFormat.JSON));
    return new ObjectMapper().readTree(reports.deadLetter(input).value());
  }

  private static Envelope input(byte[] key, byte[] payload) {
    return new Envelope(
        EventType.PURCHASE,
        "an",
        0,
        "id",
        "customer-health.purchases",
        1,
        2,
        3,
        key,
        payload,
        RejectReason.UNREADABLE,
        "detail");
  }

  private static byte[] filled(int length, byte with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, with);
    return bytes;
  }
}
