package dev.customerhealth.bench.micro;

import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The reading of feedback. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LevelsBench {

  private final ExperienceRules rules = Sample.RULES.experience();
  private final FeedbackCues cues = new FeedbackCues(rules);
  private final ExperienceModel model = new ExperienceModel(rules);
  private final Feedback feedback = Sample.feedback();
  private final List<Cue> found = cues.of(feedback);

  @Benchmark
  public List<Cue> cuesOfAFeedback() {
    return cues.of(feedback);
  }

  @Benchmark
  public Optional<Reading> levelOfCues() {
    return model.read(found);
  }
}
