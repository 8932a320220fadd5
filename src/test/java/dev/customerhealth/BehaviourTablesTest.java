package dev.customerhealth;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Feedback.Expectation;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.customer.Story;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.testing.EventFiles;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What both articles say of each level, one customer a row, from files through the running job to
 * the levels of what was said and done and the level at which each customer stands in the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehaviourTablesTest {

  private static final long END = Instant.parse("2024-07-01T00:00:00Z").toEpochMilli() - 1;

  /** Those who were told of the shop and bought, in spring and in summer. */
  private static final String SPRING = "binh";

  private static final String SUMMER = "chi";

  private static final List<Row> ROWS = new ArrayList<>();

  /**
   * @param behaviour in the words of the table
   * @param level of the last record on service-levels; null when there is none
   * @param running at the end of the run
   */
  private record Row(String behaviour, Story story, @Nullable Integer level, int running) {
    @Override
    public String toString() {
      return behaviour;
    }
  }

  static {
    firstArticle();
    secondArticle();
    settledConflicts();
    deeds();
  }

  /** Care of customers as a part of the product. */
  private static void firstArticle() {
    said(1, "1 breaks what was promised", "Shop thất hứa, hứa gọi lại mà không gọi");
    row(1, "1 breaks what was promised, staff note", s -> s.showed(kind("PROMISE_BROKEN")));
    row(1, "1 calls to complain", s -> s.complained("k"));
    row(1, "1 shames on social media", s -> s.saidToMany("Bóc phốt quán này, lừa đảo khách"));
    row(1, "1 shames on a review channel", s -> s.saidToMany("Dịch vụ quá tệ, lừa đảo"));
    row(2, "2 does not complain but is dissatisfied", s -> answered(s, Expectation.BELOW));
    said(2, "2 will never use it again", "Không bao giờ quay lại nữa");
    row(3, "3 average, acceptable", s -> answered(s, Expectation.AS_EXPECTED));
    said(3, "3 average in words", "Bình thường, tạm được");
    row(4, "4 the way it is liked", s -> answered(s, Expectation.AS_DESIRED));
    said(4, "4 will probably return", "Hài lòng, sẽ quay lại");
    row(5, "5 more than was expected", s -> answered(s, Expectation.ABOVE));
    said(5, "5 an unannounced gift", "Bất ngờ luôn, được tặng thêm quà");
    row(6, "6 cannot be better", s -> answered(s, Expectation.FAR_ABOVE));
    row(6, "6 spreads the word to many", s -> s.saidToMany("Tuyệt vời, hơn cả mong đợi"));
  }

  /** What customer service is. */
  private static void secondArticle() {
    row(1, "1 angry", s -> felt(s, "Tức giận"));
    row(1, "1 let down far below the least", s -> answered(s, Expectation.FAR_BELOW));
    said(2, "2 shares a terrible time with acquaintances", "Tồi tệ, kể cho bạn bè rồi");
    said(2, "2 never wants it again", "Sẽ không bao giờ mua lại");
    said(3, "3 nothing special", "Bình thường, không có gì đặc biệt");
    said(3, "3 returns for want of a better choice", "Vì gần nhà nên mua thôi");
    said(4, "4 what was expected and liked", "Đúng như mong đợi, mình thích");
    said(5, "5 exceeds what was expected", "Vượt quá mong đợi của mình, rất bất ngờ");
    row(5, "5 markets for the shop", s -> s.recommendedUsTo("somebody"));
    rows(5, 6, "6 surprises again and again", BehaviourTablesTest::surprisedThreeTimes);
  }

  private static void settledConflicts() {
    for (int stars = 1; stars <= 5; stars++) {
      int given = stars;
      row(Math.min(4, stars), stars + " bare stars", s -> s.rated(given));
    }
    for (String words : List.of("Đồ rác rưởi", "Lừa đảo", "Worst shop ever, scammers")) {
      row(1, words + ", public", s -> s.saidToMany(words));
      row(2, words + ", private", s -> s.said(words));
    }
    row(1, "public shaming with five stars", s -> opined(s, 5, "Đồ rác rưởi, lừa đảo", true));
    rows(4, 1, "one public shaming, then five stars", s -> s.saidToMany("Lừa đảo").rated(5));
    rows(1, 1, "a complaint, then weekly visits for a year", s -> routine(s.complained("k")));
    rows(
        1,
        1,
        "a broken promise, then weekly visits for a year",
        s -> routine(s.showed(kind("PROMISE_BROKEN"))));
    rows(6, 6, "a referral that converts", s -> s.recommendedUsTo(SUMMER));
    rows(2, 4, "... and a bad level after it", BehaviourTablesTest::letDownAfterwards);
    rows(5, 5, "two surprises are one too few", s -> surprised(surprised(s)));
  }

  private static void deeds() {
    rows(null, 4, "returned on the own rhythm", s -> routine(s));
    rows(null, 5, "returned early", s -> monthly(s).from("2024-06-14").bought());
    rows(3, 3, "returned although a competitor was mentioned", BehaviourTablesTest::compared);
    rows(2, 2, "silent, not lost yet", s -> s.from("2024-01-01").bought(20, every(weeks(1))));
    rows(2, 2, "silent until lost", s -> s.from("2023-10-01").bought(20, every(weeks(1))));
  }

  private static Story letDownAfterwards(Story story) {
    return story.from("2024-04-01").recommendedUsTo(SPRING).from("2024-06-20").said("Tồi tệ");
  }

  private static Story surprisedThreeTimes(Story story) {
    return surprised(surprised(surprised(story)));
  }

  private static Story surprised(Story story) {
    return story.said("Vượt quá mong đợi").quiet(days(3));
  }

  private static Story routine(Story story) {
    return story.from("2023-07-01").bought(53, every(weeks(1)));
  }

  private static Story monthly(Story story) {
    return story.from("2023-03-09").bought(16, every(days(30)));
  }

  private static Story compared(Story story) {
    return story
        .from("2024-01-01")
        .bought(25, every(weeks(1)))
        .from("2024-06-20")
        .showed(kind("COMPETITOR_PRICE"))
        .from("2024-06-24")
        .bought();
  }

  private static Observation.Kind kind(String name) {
    return Observation.Kind.valueOf(name);
  }

  private static Story answered(Story story, Expectation expectation) {
    return story.states(feedback(story, null, expectation, null, null, false));
  }

  private static Story felt(Story story, String emotion) {
    return story.states(feedback(story, null, null, emotion, null, false));
  }

  private static Story opined(Story story, int stars, String comment, boolean toMany) {
    return story.states(feedback(story, stars, null, null, comment, toMany));
  }

  private static Feedback feedback(
      Story story,
      @Nullable Integer stars,
      @Nullable Expectation expectation,
      @Nullable String emotion,
      @Nullable String comment,
      boolean toMany) {
    Double rating = stars == null ? null : (Double) (double) stars;
    return new Feedback(
        "",
        story.millis(),
        "f",
        rating,
        1.0,
        5.0,
        null,
        null,
        expectation,
        emotion,
        comment,
        null,
        null,
        toMany,
        null,
        null,
        null,
        null,
        null);
  }

  private static void said(int level, String behaviour, String words) {
    row(level, behaviour, story -> story.said(words));
  }

  /** One thing was said or done: the customer stands where it puts him. */
  private static void row(int level, String behaviour, UnaryOperator<Story> told) {
    rows(level, level, behaviour, told);
  }

  private static void rows(
      @Nullable Integer level, int running, String behaviour, UnaryOperator<Story> told) {
    Story story = told.apply(customer("c" + ROWS.size()).from("2024-06-20"));
    ROWS.add(new Row(behaviour, story, level, running));
  }

  private final Map<String, List<JsonNode>> levels = new TreeMap<>();
  private Map<String, List<String>> scores = Map.of();

  @BeforeAll
  void runOnce(@TempDir Path folder) throws Exception {
    EventFiles files = new EventFiles();
    ROWS.forEach(row -> files.add(row.story().customerId(), row.story().events()));
    files.add(SPRING, customer(SPRING).from("2024-04-08").bought().events());
    files.add(SUMMER, customer(SUMMER).from("2024-06-25").bought().events());
    Path out = folder.resolve("out");
    scores =
        new FileJob(ScoringSubtask.RULES, 7, END, 2)
            .run(files.shuffled(1).write(folder), out)
            .scores();
    for (String line : Files.readAllLines(FileOutputs.fileOf(out, Topic.SERVICE_LEVELS))) {
      JsonNode level = Records.json(line);
      levels.computeIfAbsent(level.get("customerId").asText(), id -> new ArrayList<>()).add(level);
    }
  }

  static Stream<Row> rows() {
    return ROWS.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyBehaviourRevealsItsLevel(Row row) {
    List<JsonNode> told = levels.getOrDefault(row.story().customerId(), List.of());
    if (row.level() == null) {
      assertThat(told).isEmpty();
    } else {
      assertThat(last(told).get("level").asInt()).as("%s", told).isEqualTo(row.level());
    }
    assertThat(running(row).get("level").asInt()).as("%s", told).isEqualTo(row.running());
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }

  private JsonNode running(Row row) {
    return Records.json(last(scores.get(row.story().customerId()))).get("serviceLevel");
  }

  @Test
  void allSixLevelsAreReachedByWhatIsSaidAndByHowCustomersStand() {
    var given = new TreeSet<Integer>();
    levels.values().forEach(all -> all.forEach(level -> given.add(level.get("level").asInt())));
    var standing = new TreeSet<Integer>();
    ROWS.forEach(row -> standing.add(running(row).get("level").asInt()));
    assertThat(given).contains(1, 2, 3, 4, 5, 6);
    assertThat(standing).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void theSharesOfTheEvidenceSumToOne() {
    levels
        .values()
        .forEach(
            all ->
                all.stream()
                    .map(level -> level.get("evidence"))
                    .filter(evidence -> !evidence.isEmpty())
                    .forEach(BehaviourTablesTest::assertSumsToOne));
  }

  private static void assertSumsToOne(JsonNode evidence) {
    double sum = 0;
    for (JsonNode cue : evidence) {
      sum += cue.get("share").asDouble();
    }
    assertThat(Math.abs(sum - 1)).as("%s", evidence).isLessThan(1e-12);
  }
}
