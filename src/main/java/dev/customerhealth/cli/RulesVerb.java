package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.avro.RulesDocument;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.codec.RulesRecords;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.operator.ReadRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rules for a job that runs. */
@Command(
    name = "rules",
    description = {
      "Checks a rules document, and publishes it to the jobs that follow the rules topic.",
      "A document with faults is not published: each fault is printed on a line of its own, exit",
      "code 1."
    },
    footer = {
      "",
      "--kafka.NAME VALUE goes to the Kafka client. docs/rules.md tells what comes of a document.",
      "",
      "Example:  ./run rules --check my-rules.yaml",
      "          ./run rules --publish my-rules.yaml --bootstrap-servers broker:9092 --shadow",
      "          ./run rules --publish my-rules.yaml --bootstrap-servers broker:9092"
    })
final class RulesVerb extends KafkaVerb {

  /** Whoever publishes waits for an answer: a wrong address must not keep them for minutes. */
  private static final String WAIT_MILLIS = "20000";

  /** A record has a frame around the document. */
  private static final int MOST_BYTES = 1 << 20;

  @ArgGroup(multiplicity = "1")
  private Task task = new Task();

  @Option(
      names = "--shadow",
      description = "Publish it to score beside the rules in force; it decides nothing.")
  private boolean shadow;

  /** One of the two. */
  private static final class Task {

    @Option(names = "--check", paramLabel = "F", description = "Document to check, YAML.")
    private @Nullable Path check;

    @Option(
        names = "--publish",
        paramLabel = "F",
        description = "Document to publish; needs --bootstrap-servers HOST:PORT.")
    private @Nullable Path publish;
  }

  @Override
  int perform() throws IOException, InterruptedException {
    boolean onlyCheck = task.check != null;
    String option = onlyCheck ? "--check" : "--publish";
    Path file = InputFile.readable(option, onlyCheck ? task.check : task.publish);
    if (onlyCheck && (shadow || isKafkaGiven())) {
      // Not quoted: a value may be a secret.
      throw new WrongUsage(
          "--check only reads the file: "
              + (shadow ? "--shadow goes" : "where Kafka is, and how to speak with it, go")
              + " with --publish");
    }
    @Nullable JobSettings settings = onlyCheck ? null : kafka();
    String yaml = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    RulesYaml.Result read = RulesYaml.read(yaml);
    if (read instanceof RulesYaml.Invalid invalid) {
      invalid.faults().forEach(out()::println);
      return CHECK_FAILED;
    }
    Rules rules = ((RulesYaml.Valid) read).rules();
    byte[] value = value(rules, yaml);
    if (value.length > MOST_BYTES) {
      out().println(value.length + " bytes, at most " + MOST_BYTES + " are allowed");
      return CHECK_FAILED;
    }
    if (settings == null) {
      out().println("valid: version " + rules.version());
      return DONE;
    }
    return publish(rules, value, settings);
  }

  private static byte[] value(Rules rules, String yaml) {
    return new EventEncoder()
        .encode(RulesDocument.newBuilder().setVersion(rules.version()).setYaml(yaml).build());
  }

  private int publish(Rules rules, byte[] value, JobSettings settings) throws InterruptedException {
    String topic = Topic.RULES.fullName(settings.get(HealthOptions.TOPIC_PREFIX));
    String key = (shadow ? RulesRecords.SHADOW : "") + rules.version();
    var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    try (var producer =
        new KafkaProducer<>(
            client(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
      say(rules, topic, producer.send(record).get());
      return DONE;
    } catch (ExecutionException e) {
      throw new IllegalStateException("not published: " + e.getCause(), e);
    }
  }

  private static Properties client(JobSettings settings) {
    var properties = new Properties();
    properties.put("acks", "all");
    properties.put("max.block.ms", WAIT_MILLIS);
    properties.put("request.timeout.ms", "10000");
    properties.put("delivery.timeout.ms", WAIT_MILLIS);
    properties.putAll(settings.kafkaProperties());
    return properties;
  }

  private void say(Rules rules, String topic, RecordMetadata place) {
    Instant lead = Instant.ofEpochMilli(place.timestamp() + ReadRules.LEAD_MILLIS);
    Long wanted = rules.effectiveFromMillis();
    Instant from = wanted == null ? lead : Instant.ofEpochMilli(wanted);
    out()
        .printf(
            "%s %s is at offset %d of %s; unless a job refuses it (see dead letters), it %s from %s"
                + " on, event time%n",
            shadow ? "shadow" : "version",
            rules.version(),
            place.offset(),
            topic,
            shadow ? "scores" : "holds",
            from.isBefore(lead) ? lead : from);
  }
}
