package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in ends as an event or as a rejection, and all of it is counted. */
class DecoderFuzzTest {

  private static final int RECORDS = 100_000;
  private static final long SEED = 20_111_209;

  @TempDir Path folder;

  static List<EventType> inputs() {
    return EventType.inputs();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyMutatedRecordIsAnEventOrARejection(EventType type) {
    EventDecoder decoder = new EventDecoder(id -> id == 0 ? Contract.input(type) : null);
    MutatedPayloads mutated = new MutatedPayloads(SEED + type.ordinal());
    byte[] sound = new EventEncoder().encode(Samples.of(Contract.input(type)));
    Map<String, Integer> counts = new TreeMap<>();

    for (int i = 0; i < RECORDS; i++) {
      byte[] payload = mutated.mutate(sound);
      counts.merge(outcome(decoder, type, payload), 1, Integer::sum);
    }

    report("record", type, counts);
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(RECORDS);
    assertThat(counts)
        .containsKeys("EVENT", "UNREADABLE", "UNKNOWN_SCHEMA", "UNKNOWN_FRAMING", "EMPTY_PAYLOAD");
  }

  @ParameterizedTest
  @EnumSource(EveryColumn.class)
  void everyMutatedRowIsAnEventOrARejectionAndNoCharacterIsLost(EveryColumn each)
      throws IOException {
    EventDecoder decoder = new EventDecoder();
    MutatedPayloads mutated = new MutatedPayloads(SEED + 100 + each.ordinal());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      text.append(mutated.mutate(each.row())).append(i % 2 == 0 ? "\n" : "\r\n");
    }
    // Surrogates cut in two become question marks on the way to bytes.
    byte[] rows = text.toString().getBytes(StandardCharsets.UTF_8);
    Path file =
        Files.writeString(folder.resolve("rows.csv"), each.header() + "\n", StandardCharsets.UTF_8);
    Files.write(file, rows, java.nio.file.StandardOpenOption.APPEND);

    Map<String, Integer> counts = new TreeMap<>();
    StringBuilder seen = new StringBuilder();
    int read = 0;
    try (CsvEvents events = CsvEvents.open(file, each.type())) {
      while (events.hasNext()) {
        CsvRow row = events.next();
        read++;
        seen.append(row.raw());
        String outcome =
            row.payload() == null
                ? String.valueOf(row.reason())
                : outcome(decoder, each.type(), row.payload());
        counts.merge(outcome, 1, Integer::sum);
      }
    }

    report("row", each.type(), counts);
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(read);
    assertThat(counts).containsKeys("EVENT", "MALFORMED_ROW").doesNotContainKey("null");
    assertThat(withoutLineBreaks(seen.toString()))
        .isEqualTo(withoutLineBreaks(new String(rows, StandardCharsets.UTF_8)));
  }

  private static String outcome(EventDecoder decoder, EventType type, byte[] payload) {
    try {
      Decoded decoded = decoder.decode(type, payload, EventDecoder.LATEST_IN_FILES);
      return decoded instanceof Decoded.Rejected rejected ? rejected.reason().name() : "EVENT";
    } catch (Throwable e) {
      throw new AssertionError(
          "seed " + SEED + ", " + type + ", payload " + Arrays.toString(payload), e);
    }
  }

  private static void report(String what, EventType type, Map<String, Integer> counts) {
    System.out.printf("%s %s: %s%n", type, what, counts);
  }

  private static String withoutLineBreaks(String text) {
    return text.replace("\r", "").replace("\n", "");
  }
}
