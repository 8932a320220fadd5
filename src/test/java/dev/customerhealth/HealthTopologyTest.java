package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.io.KafkaInputs;
import dev.customerhealth.io.KafkaOutputs;
import dev.customerhealth.operator.BudgetCalls;
import dev.customerhealth.operator.ConvertReferrals;
import dev.customerhealth.operator.PublishMode;
import dev.customerhealth.operator.PublishOutcomes;
import dev.customerhealth.operator.PublishStandings;
import dev.customerhealth.operator.ReadRules;
import dev.customerhealth.operator.ReleaseAlerts;
import dev.customerhealth.operator.ScoreCustomer;
import dev.customerhealth.operator.SumOutcomes;
import dev.customerhealth.operator.SumStandings;
import dev.customerhealth.operator.TrackAlerts;
import dev.customerhealth.testing.ScoringSubtask;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What running jobs hold on to: change a uid, and their state is lost. */
class HealthTopologyTest {

  private static final int MAX_PARALLELISM = 96;

  private final StreamExecutionEnvironment env =
      StreamExecutionEnvironment.getExecutionEnvironment(strict());

  @Test
  void uidsAndNamesAreFrozen() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID, StreamNode::getOperatorName)
        .containsExactlyInAnyOrder(
            tuple("kafka-inputs", "Source: kafka-inputs"),
            tuple("watermark-gate", "watermark-gate"),
            tuple("route-input", "route-input"),
            tuple("rules-input", "Source: rules-input"),
            tuple("read-rules", "read-rules"),
            tuple("note-referrals", "note-referrals"),
            tuple("convert-referrals", "convert-referrals"),
            tuple("score-customer", "score-customer"),
            tuple("sum-standings", "sum-standings"),
            tuple("publish-standings", "publish-standings"),
            tuple("alert-signals", "alert-signals"),
            tuple("alert-stories", "alert-stories"),
            tuple("alert-actions", "alert-actions"),
            tuple("alert-purchases", "alert-purchases"),
            tuple("sum-outcomes", "sum-outcomes"),
            tuple("publish-outcomes", "publish-outcomes"),
            tuple("track-alerts", "track-alerts"),
            tuple("budget-calls", "budget-calls"),
            tuple("release-alerts", "release-alerts"),
            tuple("story-spend-erosion-signals", "story-spend-erosion-signals"),
            tuple("story-spend-erosion", "story-spend-erosion"),
            tuple("story-declining-experience-signals", "story-declining-experience-signals"),
            tuple("story-declining-experience", "story-declining-experience"),
            tuple("story-repeated-letdown-signals", "story-repeated-letdown-signals"),
            tuple("story-repeated-letdown", "story-repeated-letdown"),
            tuple("story-competitor-pull-signals", "story-competitor-pull-signals"),
            tuple("story-competitor-pull", "story-competitor-pull"),
            tuple(
                "story-poor-service-then-silence-signals",
                "story-poor-service-then-silence-signals"),
            tuple("story-poor-service-then-silence", "story-poor-service-then-silence"),
            tuple("story-unresolved-complaint-signals", "story-unresolved-complaint-signals"),
            tuple("story-unresolved-complaint", "story-unresolved-complaint"),
            tuple("count-late-signals", "count-late-signals"),
            tuple("outputs", "outputs: Writer"),
            tuple("Sink Committer: outputs", "outputs: Committer"));
  }

  @Test
  void anOperatorWithoutAUidIsRefused() {
    env.fromData(1).map(number -> number).print();
    assertThatThrownBy(() -> env.getStreamGraph(false).getJobGraph())
        .hasMessageContaining("no UID");
  }

  @Test
  void everyOperatorHasTheMaxParallelismOfTheJob() {
    env.setMaxParallelism(MAX_PARALLELISM);
    env.setParallelism(2);
    graph()
        .getJobGraph()
        .getVertices()
        .forEach(
            vertex -> {
              assertThat(vertex.getMaxParallelism())
                  .as(vertex.getName())
                  .isEqualTo(MAX_PARALLELISM);
              // Documents are read in their order.
              int expected = vertex.getName().contains("rules") ? 1 : 2;
              assertThat(vertex.getParallelism()).as(vertex.getName()).isEqualTo(expected);
            });
  }

  /** Or a customer's records might overtake each other. */
  @Test
  void nothingIsShuffledButTheWaysToWhatIsKeyed() {
    env.setParallelism(2);
    StreamGraph graph = graph();
    Set<String> keyed =
        Set.of(
            ConvertReferrals.UID,
            ScoreCustomer.UID,
            SumStandings.UID,
            PublishStandings.UID,
            TrackAlerts.UID,
            BudgetCalls.UID,
            ReleaseAlerts.UID,
            SumOutcomes.UID,
            PublishOutcomes.UID);
    assertThat(graph.getStreamNodes())
        .flatExtracting(StreamNode::getInEdges)
        .filteredOn(edge -> !source(graph, edge).equals(ReadRules.UID))
        .isNotEmpty()
        .allSatisfy(
            edge ->
                assertThat(edge.getPartitioner())
                    .as(edge.toString())
                    .hasToString(
                        keyed.contains(uid(graph, edge)) || isStory(uid(graph, edge))
                            ? "HASH"
                            : "FORWARD"));
  }

  @Test
  void everySubtaskHearsOfEveryRule() {
    env.setParallelism(2);
    StreamGraph graph = graph();
    assertThat(graph.getStreamNodes())
        .flatExtracting(StreamNode::getInEdges)
        .filteredOn(edge -> source(graph, edge).equals(ReadRules.UID))
        .filteredOn(edge -> edge.getOutputTag() == null)
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.getPartitioner()).hasToString("BROADCAST"));
  }

  @Test
  void noTypeOnTheWayIsLeftToKryo() {
    Transformation<?> end = wire().getTransformation();
    assertThat(end.getTransitivePredecessors())
        .filteredOn(step -> !step.getName().equals("outputs"))
        .isNotEmpty()
        .allSatisfy(
            step ->
                assertThat(parts(step.getOutputType()))
                    .as(step.getName())
                    .noneMatch(GenericTypeInfo.class::isInstance));
  }

  private static Stream<TypeInformation<?>> parts(TypeInformation<?> type) {
    if (!(type instanceof CompositeType<?> composite)) {
      return Stream.of(type);
    }
    Stream<TypeInformation<?>> fields =
        IntStream.range(0, composite.getArity())
            .boxed()
            .flatMap(index -> parts(composite.getTypeAt(index)));
    return Stream.concat(Stream.of(type), fields);
  }

  private static boolean isStory(String uid) {
    return uid.startsWith("story-") && !uid.endsWith("-signals");
  }

  private static String uid(StreamGraph graph, StreamEdge edge) {
    return graph.getStreamNode(edge.getTargetId()).getTransformationUID();
  }

  private static String source(StreamGraph graph, StreamEdge edge) {
    return graph.getStreamNode(edge.getSourceId()).getTransformationUID();
  }

  private StreamGraph graph() {
    wire();
    return env.getStreamGraph(false);
  }

  private DataStreamSink<?> wire() {
    EventDecoder decoder = new EventDecoder();
    KafkaInputs.Settings kafka =
        new KafkaInputs.Settings(
            "localhost:1",
            "group",
            "customer-health",
            KafkaInputs.committedOrEarliest(),
            Map.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofHours(1));
    return HealthTopology.wire(
        KafkaInputs.from(env, kafka, decoder),
        new HealthTopology.LiveRules(KafkaInputs.rules(env, kafka), null, false),
        KafkaOutputs.to(
            new KafkaOutputs.Settings(
                "localhost:1",
                "customer-health",
                OutputFormat.AVRO,
                DeliveryGuarantee.EXACTLY_ONCE,
                "customer-health",
                Duration.ofMinutes(15),
                Map.of())),
        decoder,
        new HealthTopology.Settings(
            ScoringSubtask.RULES,
            ScoringSubtask.REPORTS,
            PublishMode.STREAM,
            ScoringSubtask.REFRESH_DAYS,
            CustomerAlerts.BEFORE_ALL,
            Long.MAX_VALUE));
  }

  private static Configuration strict() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return configuration;
  }
}
