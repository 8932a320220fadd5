package dev.customerhealth.domain.experience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, and what is read from it. */
class TextCuesTest {

  private static final ExperienceRules RULES = RulesYaml.shipped().experience();
  private static final TextCues TEXT = new TextCues(RULES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ngon                                       | SATISFIED
          rất ngon                                   | PRAISE
          ngon lắm                                   | PRAISE
          ngon quá trời                              | PRAISE
          hơi mặn                                    | DISLIKE
          không ngon                                 | COMPLAINT_WORDS
          không được ngon lắm                        | COMPLAINT_WORDS
          ko ngon                                    | COMPLAINT_WORDS
          k hài lòng                                 | COMPLAINT_WORDS
          chẳng đẹp tí nào                           | COMPLAINT_WORDS
          đẹp, không bị lỗi                          | SATISFIED SATISFIED
          hàng không lỗi đẹp lắm                     | SATISFIED PRAISE
          không chê vào đâu được                     | PRAISE
          không chỉ ngon mà còn rẻ                   | SATISFIED SATISFIED
          tạm được                                   | AS_EXPECTED
          bt                                         | AS_EXPECTED
          đúng là lừa đảo                            | PRIVATE_BAD_WORD
          sẽ không bao giờ quay lại                  | NEVER_AGAIN
          vượt xa mong đợi                           | SURPRISE
          đã giới thiệu cho bạn bè                   | TOLD_SOMEBODY
          shop thất hứa                              | PROMISE_BROKEN
          sẽ bóc phốt shop                           | THREAT_TO_GO_PUBLIC
          chuyển sang bên khác rồi                   | LEAVING
          bên khác rẻ hơn                            | COMPETITOR_MENTIONED
          vì gần nhà nên mua thôi                    | LACK_OF_CHOICE
          5 sao                                      | RATING
          5sao                                       | RATING
          một sao cho shop                           | RATING
          """)
  void vietnameseIsUnderstood(String text, String codes) {
    assertThat(codes(text, "vi")).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          good                                       | SATISFIED
          very tasty                                 | PRAISE
          the food was good, very                    | SATISFIED
          not good                                   | COMPLAINT_WORDS
          It wasn't a very tasty dish                | COMPLAINT_WORDS
          It isn’t comfortable                       | COMPLAINT_WORDS
          never had any issue                        | SATISFIED
          no complaints                              | PRAISE
          not only tasty                             | SATISFIED
          not bad at all                             | SATISFIED
          not amazing                                | AS_EXPECTED
          just ok                                    | AS_EXPECTED
          worst experience ever                      | PRIVATE_BAD_WORD
          never again                                | NEVER_AGAIN
          would not recommend                        | NEVER_AGAIN
          I highly recommend it                      | TOLD_SOMEBODY
          it exceeded our expectations               | SURPRISE
          they broke their promise                   | PROMISE_BROKEN
          I will take legal action                   | THREAT_TO_GO_PUBLIC
          taking my business elsewhere               | LEAVING
          cheaper elsewhere                          | COMPETITOR_MENTIONED
          there is no other choice                   | LACK_OF_CHOICE
          one star                                   | RATING
          it stopped working                         | COMPLAINT_WORDS
          a bit slow                                 | DISLIKE
          """)
  void englishIsUnderstood(String text, String codes) {
    assertThat(codes(text, "en")).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vi | ngonnnnnn          | SATISFIED
          vi | ngonn              | SATISFIED
          vi | đẹpppp             | SATISFIED
          vi | tuyệt vờiiiii      | PRAISE
          vi | NGON               | SATISFIED
          vi | NgOn QuÁáá         | PRAISE
          en | goooood            | SATISFIED
          en | sooo good          | PRAISE
          en | soo good           | PRAISE
          en | VERYYY GOOOD       | PRAISE
          en | god                | ''
          en | lovelyyy           | PRAISE
          en | badd               | COMPLAINT_WORDS
          """)
  void drawnOutWordsAreTheWordsThatTheyAre(String lang, String text, String codes) {
    assertThat(codes(text, lang)).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tuyet voi                      | PRAISE
          khong ngon                     | COMPLAINT_WORDS
          that vong                      | COMPLAINT_WORDS
          giao hang cham                 | COMPLAINT_WORDS
          lua dao                        | PRIVATE_BAD_WORD
          dong goi can than              | PRAISE
          tê tay                         | ''
          te                             | ''
          tệ                             | PRIVATE_BAD_WORD
          ngọn cây                       | ''
          ngón tay                       | ''
          ngon                           | SATISFIED
          hoi                            | ''
          hôi                            | COMPLAINT_WORDS
          hoà nhã dễ thương              | PRAISE
          loi                            | ''
          lời khuyên                     | ''
          lỗi                            | COMPLAINT_WORDS
          yeu                            | ''
          yếu                            | COMPLAINT_WORDS
          yêu                            | PRAISE
          re                             | ''
          ghê                            | ''
          """)
  void accentsMayBeLeftOutWhereNothingElseIsMeant(String text, String codes) {
    assertThat(codes(text, "vi")).isEqualTo(codes);
  }

  @Test
  void decomposedAndComposedAccentsAreOneText() {
    String text = "Chất lượng tệ, thất vọng! Giao hàng chậm quá.";
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);

    assertThat(decomposed).isNotEqualTo(text);
    assertThat(codes(decomposed, "vi")).isEqualTo(codes(text, "vi")).isNotEmpty();
    assertThat(codes("TH\u1EA4T VO\u0323NG", "vi")).isEqualTo("COMPLAINT_WORDS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          😍😍😍        | PRAISE
          ok😡           | SATISFIED PRIVATE_BAD_WORD
          👍🏽            | SATISFIED
          ❤️             | PRAISE
          :)             | SATISFIED
          :-(            | DISLIKE
          =))            | SATISFIED
          <3             | PRAISE
          ⭐⭐            | RATING
          ★★☆☆☆         | RATING
          5 ⭐           | RATING
          ⭐             | ''
          1/5            | RATING
          chấm 10/10     | RATING
          11/5           | ''
          100k           | ''
          :              | ''
          """)
  void emojiAndStarsAreRead(String text, String codes) {
    assertThat(codes(text, "vi")).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource({
    "⭐, 1",
    "⭐⭐, 1.875",
    "⭐⭐⭐⭐⭐, 4.5",
    "★★☆☆☆, 1.875",
    "1/5, 1",
    "4/5, 3.625",
    "3 sao, 2.75",
    "two stars, 1.875"
  })
  void starsInATextAreARating(String stars, double centre) {
    List<Cue> cues = TEXT.of(stars.length() == 1 ? "1 " + stars : stars, null, false);

    assertThat(cues).extracting(Cue::centre).containsExactly(centre);
  }

  @Test
  void aButMakesWhatStandsBeforeItCountLess() {
    List<Cue> cues = TEXT.of("good but late. nice", "en", false);

    assertThat(cues).extracting(Cue::weight).containsExactly(.5, 1.0, 1.0);
  }

  @Test
  void veryAndABitChangeTheWeight() {
    assertThat(weight("late")).isEqualTo(1);
    assertThat(weight("really late")).isEqualTo(1.5);
    assertThat(weight("slightly late")).isEqualTo(.6);
  }

  private static double weight(String text) {
    return TEXT.of(text, "en", false).get(0).weight();
  }

  @Test
  void notReachesTheNextCueOfItsClauseOnly() {
    assertThat(codes("not tasty, fresh", "en")).isEqualTo("COMPLAINT_WORDS SATISFIED");
    assertThat(codes("I did not go there. Tasty!", "en")).isEqualTo("SATISFIED");
    assertThat(codes("not when I was there, tasty", "en")).isEqualTo("SATISFIED");
    assertThat(codes("not there but tasty", "en")).isEqualTo("SATISFIED");
    assertThat(codes("chưa mặc nhưng đẹp", "vi")).isEqualTo("SATISFIED");
  }

  @Test
  void theLongestPhraseWinsThenTheFirst() {
    TextMatch match = TEXT.matches("Đồ ăn không hài lòng chút nào", "vi").get(0);

    assertThat(match.phrase()).isEqualTo("không hài lòng");
    assertThat(match.negated()).isFalse();
  }

  @Test
  void everyMatchIsExplainedWithItsSpan() {
    String text = "😀 Thì thấy \"NGONNN\", mà  giao  hàng\tchậm!!";

    for (TextMatch match : TEXT.matches(text, "vi")) {
      String span = text.substring(match.from(), match.until());
      assertThat(List.of("😀", "NGONNN", "giao  hàng\tchậm")).contains(span);
    }
    assertThat(TEXT.of(text, "vi", false))
        .extracting(Cue::text)
        .contains("NGONNN", "giao  hàng\tchậm");
  }

  @Test
  void wordsAreWhole() {
    assertThat(codes("goodwill badminton", "en")).isEmpty();
    assertThat(codes("goods", "en")).isEmpty();
  }

  @Test
  void aPhraseCountsOnceHoweverOftenItIsRepeated() {
    assertThat(TEXT.of("good ".repeat(500), "en", false)).hasSize(1);
  }

  @Test
  void harshWordsToManyArePublicShaming() {
    assertThat(TEXT.of("lừa đảo", "vi", true))
        .extracting(Cue::code)
        .containsExactly(CueCode.PUBLIC_SHAMING);
    assertThat(TEXT.of("lừa đảo", "vi", false))
        .extracting(Cue::code)
        .containsExactly(CueCode.PRIVATE_BAD_WORD);
    assertThat(TEXT.of("hơi mặn", "vi", true))
        .extracting(Cue::code)
        .containsExactly(CueCode.DISLIKE);
  }

  @Test
  void aWrongOrMissingLanguageDoesNotHideWhatIsThere() {
    assertThat(codes("tuyệt vời", "en")).isEqualTo("PRAISE");
    assertThat(codes("excellent", "vi-VN")).isEqualTo("PRAISE");
    assertThat(codes("tuyệt vời", null)).isEqualTo("PRAISE");
    assertThat(codes("excellent", "xx")).isEqualTo("PRAISE");
    assertThat(codes("excellent", "EN_us")).isEqualTo("PRAISE");
  }

  private static String codes(String text, @Nullable String lang) {
    return TEXT.of(text, lang, false).stream()
        .map(cue -> cue.code().name())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mua cho con mặc rất đẹp", "con dep", "rat ngon va rat re", "but viet"})
  void vietnameseOfNoStatedLanguageIsNotReadAsAnEnglishInsult(String text) {
    assertThat(TEXT.of(text, null, true))
        .extracting(Cue::code)
        .doesNotContain(CueCode.PUBLIC_SHAMING, CueCode.PRIVATE_BAD_WORD);
  }
}
