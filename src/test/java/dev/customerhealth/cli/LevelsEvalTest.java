package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LevelsEvalTest {

  private static final String ROWS =
      """
      feedback_id,customer_id,rating,scale_min,scale_max,lang,comment
      1,,5,1,5,vi,Tuyệt vời
      2,,1,1,5,vi,Lừa đảo
      3,,3,1,5,vi,Tạm được
      4,,2,1,5,vi,hôm nay trời mưa
      5,,9,1,5,vi,outside its scale
      6,,,1,5,vi,no rating
      7,,four,1,5,vi,no number
      8,,4,5,1,vi,no scale
      9,,4,1
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine run =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir Path folder;

  @Test
  void itPrintsOneObjectAndNamesWhatItLeftOut() throws IOException {
    JsonNode report = evaluate(Files.writeString(folder.resolve("f.csv"), ROWS), "--text-only");

    assertThat(report.get("n").intValue()).isEqualTo(4);
    assertThat(report.get("coverage").doubleValue()).isEqualTo(.75);
    assertThat(report.get("low").doubleValue()).isEqualTo(.5);
    // Of the four pairs of a low and another rating, only (rain, so-so) is the wrong way round.
    assertThat(report.get("aucLow").doubleValue()).isEqualTo(.75);
    assertThat(report.get("spearman").doubleValue()).isCloseTo(.8, within(1e-9));
    assertThat(report.get("meanByRating").get("2.0").doubleValue()).isEqualTo(3.5);
    assertThat(report.get("seconds").doubleValue()).isGreaterThanOrEqualTo(0);
    assertThat(err.toString()).contains("5 rows left out");
  }

  @Test
  void withTheStarsTheMeanFollowsThem() throws IOException {
    String rows = "feedback_id,rating\na,1\nb,2\nc,3\nd,4\ne,5\n";

    JsonNode report = evaluate(Files.writeString(folder.resolve("f.csv"), rows));

    assertThat(report.get("spearman").doubleValue()).isEqualTo(1);
    assertThat(report.get("aucLow").doubleValue()).isEqualTo(1);
  }

  @Test
  void aFileWithoutRowsHasNothingToSay() throws IOException {
    JsonNode report = evaluate(Files.writeString(folder.resolve("f.csv"), "feedback_id,rating\n"));

    assertThat(report.get("n").intValue()).isZero();
    assertThat(report.get("spearman").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"shopee_vi_dev, .83, .60", "zomato_en_dev, .87, .65", "amazon_alexa_en, .75, .40"})
  void itReadsRealPeopleRightFromTheirWordsAlone(String name, double auc, double spearman)
      throws IOException {
    Path file = Path.of(System.getProperty("shared.dir", "../shared"), "data", name + ".csv.gz");
    assumeTrue(Files.exists(file), file + " is not on this machine");

    JsonNode report = evaluate(file, "--text-only");

    assertThat(report.get("aucLow").doubleValue()).isGreaterThanOrEqualTo(auc);
    assertThat(report.get("spearman").doubleValue()).isGreaterThanOrEqualTo(spearman);
  }

  private JsonNode evaluate(Path file, String... more) throws IOException {
    var line = new ArrayList<>(List.of("levels-eval", "--feedback", file.toString()));
    line.addAll(List.of(more));
    assertThat(run.execute(line.toArray(String[]::new))).as(err.toString()).isZero();
    String[] lines = out.toString().strip().split("\n");
    return new ObjectMapper().readTree(lines[lines.length - 1]);
  }
}
