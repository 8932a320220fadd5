package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

  private static final String TOPIC = "purchases";

  @Test
  void aReaderSeesCommittedTransactionsOnlyAndTheFolderIsGoneAfterwards() throws Exception {
    Path folder;
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      folder = kafka.dataFolder();
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "an", "kept")).get();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "an", "taken back")).get();
        producer.abortTransaction();
      }
      assertThat(read(kafka)).containsExactly("kept");
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void topicsKeepTheConfigurationTheyWereCreatedWithAndNoneAppearsByItself() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      kafka.createTopics(
          List.of(
              new NewTopic("scores", 3, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
      ConfigResource scores = new ConfigResource(ConfigResource.Type.TOPIC, "scores");
      assertThat(
              admin
                  .describeConfigs(List.of(scores))
                  .all()
                  .get()
                  .get(scores)
                  .get("cleanup.policy")
                  .value())
          .isEqualTo("compact");
      assertThat(admin.listTopics().names().get()).containsExactly("scores");
      assertThatThrownBy(() -> kafka.createTopics(List.of(new NewTopic("scores", 1, (short) 1))))
          .hasMessageContaining("scores");
    }
  }

  @Test
  void aBusyPortIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(other.getLocalPort()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("port " + other.getLocalPort());
    }
  }

  private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
        new StringSerializer(),
        new StringSerializer());
  }

  /** Reads up to the last stable offset. */
  private static List<String> read(EmbeddedKafka kafka) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
