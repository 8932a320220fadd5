package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The verb {@code topics} against a broker. */
class TopicsVerbIT {

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatItCreatesIsAsItShouldBeAndIsCreatedOnce() {
    assertThat(topics("first", "--check").exitCode()).isEqualTo(1);
    assertThat(topics("first", "--check").out().lines())
        .hasSize(Topic.values().length + 1)
        .contains("first.scores: is missing", "first.rules: is missing");

    VerbRun created = topics("first", "--create", "--replication", 1);
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out()).contains("first.purchases: created", "first.scores: created");

    VerbRun again = topics("first", "--create", "--replication", 1);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo(all() + " topics, 0 created, all as they should be\n");
    VerbRun checked = topics("first", "--check", "--replication", 1);
    assertThat(checked.exitCode()).isZero();
    assertThat(checked.out()).isEqualTo(all() + " topics, all as they should be\n");
  }

  @Test
  void eachDifferenceIsNamedAndStaysAsItIs() throws Exception {
    assertThat(topics("second", "--create", "--partitions", 2).exitCode()).isZero();
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, "second.scores"),
                  List.of(set("cleanup.policy", "delete"), set("retention.ms", "1000")),
                  new ConfigResource(ConfigResource.Type.TOPIC, "second.alerts"),
                  List.of(set("message.timestamp.type", "CreateTime"))))
          .all()
          .get();
      admin.createPartitions(Map.of("second.rules", NewPartitions.increaseTo(2))).all().get();
      admin.deleteTopics(List.of("second.visits")).all().get();
    }
    String[] differences = {
      "second.alerts: message.timestamp.type is CreateTime, should be LogAppendTime",
      "second.rules: partitions is 2, should be 1",
      "second.scores: cleanup.policy is delete, should be compact",
      "second.scores: retention.ms is 1000, should be -1"
    };
    VerbRun checked = topics("second", "--check", "--partitions", 2);
    // What was changed is not everywhere known at once.
    String sum = all() + " topics, 5 differences";
    for (int i = 0; i < 100 && checked.out().lines().noneMatch(sum::equals); i++) {
      checked = topics("second", "--check", "--partitions", 2);
    }
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out().lines())
        .contains(differences)
        .contains("second.visits: is missing", sum);

    VerbRun created = topics("second", "--create", "--partitions", 2);
    assertThat(created.exitCode()).isEqualTo(1);
    assertThat(created.out().lines())
        .contains(differences)
        .contains("second.visits: created", all() + " topics, 1 created, 4 differences");
    assertThat(topics("second", "--check", "--partitions", 3, "--replication", 2).out())
        .contains(
            "second.purchases: partitions is 2, should be 3",
            "second.purchases: replication is 1, should be 2");
  }

  @Test
  void aDryRunAsksNobodyAndPrintsWhatToType() {
    VerbRun run =
        VerbRun.of(
            "topics",
            "--create",
            "--dry-run",
            "--bootstrap-servers",
            "nowhere:1",
            "--replication",
            3,
            "--kafka.sasl.jaas.config",
            "${file:/secret}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .hasSize(all())
        .contains(
            "kafka-topics.sh --bootstrap-server nowhere:1 --command-config client.properties"
                + " --create --if-not-exists --topic customer-health.score-changes --partitions 6"
                + " --replication-factor 3 --config cleanup.policy=delete"
                + " --config message.timestamp.type=LogAppendTime --config retention.ms=34560000000");
    assertThat(run.out() + run.err()).doesNotContain("secret");
    VerbRun misspelt = topics("p", "--check", "--kafak.sasl.jaas.config", "secret");
    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.err()).contains("--kafak.sasl.jaas.config").doesNotContain("secret");
  }

  @Test
  void theDemoHasTheSameTopics() {
    var layout = TopicLayout.ofOneBroker(Topic.DEFAULT_PREFIX, 2);
    assertThat(layout.all()).hasSize(all());
    assertThat(
            Arrays.stream(Topic.values())
                .filter(topic -> layout.partitions(topic) != 2)
                .collect(Collectors.toList()))
        .containsExactly(Topic.RULES);
  }

  private static int all() {
    return Topic.values().length;
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static VerbRun topics(String prefix, Object... options) {
    Object[] args = new Object[options.length + 5];
    args[0] = "topics";
    args[1] = "--bootstrap-servers";
    args[2] = kafka.bootstrapServers();
    args[3] = "--topic-prefix";
    args[4] = prefix;
    System.arraycopy(options, 0, args, 5, options.length);
    return VerbRun.of(args);
  }
}
