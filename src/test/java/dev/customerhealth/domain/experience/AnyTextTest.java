package dev.customerhealth.domain.experience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as a comment is read without harm. */
class AnyTextTest {

  private static final TextCues TEXT = new TextCues(RulesYaml.shipped().experience());
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n\n",
        "...",
        "!!!???",
        "12345",
        "\uD83D",
        "\uDE0D",
        "\uD83Dgood",
        "\uDE0D\uD83D",
        "\u0301\u0301\u0301",
        "\uFEFF",
        "\u200B\u200D\uFE0F",
        "\u0000\u0001",
        "\uFFFD\uFFFD",
        "<3",
        "<",
        ":",
        ":(((((((",
        "=",
        "⭐",
        "☆☆☆",
        "/",
        "1/",
        "/5",
        "'",
        "d'",
        "漢字",
        "ภาษาไทย",
        "هذا جيد",
        "𝗴𝗼𝗼𝗱",
        "\t",
        "-",
        "a-",
        "5",
        "5s",
        "ß",
        "İ",
        "ı",
        "ǆ"
      })
  void oddTextsAreHarmless(String text) {
    for (String lang : new String[] {"vi", "en", "", "-", null}) {
      assertSpansLieWithin(text, TEXT.matches(text, lang));
      TEXT.of(text, lang, true);
    }
  }

  @Test
  void noRandomTextThrows() {
    long seed = 42;
    var random = new Random(seed);
    String[] bits = {
      "không",
      "ngon",
      "good",
      "not",
      "very",
      " ",
      ",",
      ".",
      "\u0301",
      "\uD83D",
      "\uDE0D",
      "😍",
      "⭐",
      "5",
      "/",
      "<3",
      ":(",
      "ko",
      "\n",
      "đ",
      "Ệ",
      "e\u0302\u0323",
      "\u200D",
      "aaa",
      "'t",
      "-",
      "é",
      "\uFFFF",
      "nhưng"
    };
    for (int i = 0; i < 5000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(bits[random.nextInt(bits.length)]);
      }
      try {
        assertSpansLieWithin(text.toString(), TEXT.matches(text.toString(), null));
        TEXT.of(text.toString(), "vi", false);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", text " + i + ": " + text, e);
      }
    }
  }

  @Test
  void bytesOfAnotherEncodingAreHarmless() {
    byte[] bytes = "Chất lượng rất tốt, good".getBytes(StandardCharsets.UTF_16LE);

    assertSpansLieWithin("", List.of());
    TEXT.of(new String(bytes, StandardCharsets.UTF_8), "vi", false);
    TEXT.of(new String(bytes, StandardCharsets.ISO_8859_1), "vi", false);
    String mixed =
        new String("rất tốt".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            + " good";
    assertThat(TEXT.of(mixed, "vi", false))
        .extracting(Cue::code)
        .containsExactly(CueCode.SATISFIED);
  }

  /** A quadratic pass over a megabyte would take hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "good ",
        "not ",
        "not good ",
        "very ",
        "e\u0301",
        "\u0301",
        "\u0301\u0323",
        "⭐",
        "⭐ ",
        "😍",
        ":(",
        ":",
        "<",
        "1/5 ",
        "5",
        "không ngon nhưng ",
        "\uD83D",
        "k",
        "k ",
        "'",
        "a'",
        ",",
        ".",
        "\n",
        "-a",
        "aaa ",
        "recommend but "
      })
  void aMegabyteIsReadInLinearTime(String part) {
    String text = part.repeat(MEGABYTE / part.length());

    long start = System.nanoTime();
    List<TextMatch> matches = TEXT.matches(text, "en");
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(taken).isLessThan(Duration.ofSeconds(20));
    assertThat(matches).hasSizeLessThanOrEqualTo(40);
    assertSpansLieWithin(text, matches);
  }

  private static void assertSpansLieWithin(String text, List<TextMatch> matches) {
    int before = 0;
    for (TextMatch match : matches) {
      assertThat(match.from()).isGreaterThanOrEqualTo(before);
      assertThat(match.until()).isGreaterThan(match.from()).isLessThanOrEqualTo(text.length());
      before = match.from();
    }
  }
}
