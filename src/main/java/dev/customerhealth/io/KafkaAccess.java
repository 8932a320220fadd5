package dev.customerhealth.io;

import dev.customerhealth.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the job must be allowed to do on a Kafka that allows nothing by itself. {@code
 * docs/security.md} and the test of it are made from this list. Reading and writing include
 * describing.
 */
public final class KafkaAccess {

  /** One right. */
  public record Grant(
      ResourceType resource, PatternType pattern, String name, AclOperation operation) {

    /**
     * The rule that gives it.
     *
     * @param principal such as {@code User:customer-health}
     */
    public AclBinding to(String principal) {
      return new AclBinding(
          new ResourcePattern(resource, name, pattern),
          new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
  }

  private KafkaAccess() {}

  /** All that the job needs with exactly-once; at-least-once does without the last one. */
  public static List<Grant> needed(
      String topicPrefix, String groupId, String transactionalIdPrefix) {
    List<Grant> grants = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      AclOperation operation = topic.isInput() ? AclOperation.READ : AclOperation.WRITE;
      grants.add(grant(ResourceType.TOPIC, topic.fullName(topicPrefix), operation));
    }
    grants.add(grant(ResourceType.GROUP, groupId, AclOperation.READ));
    grants.add(
        new Grant(
            ResourceType.TRANSACTIONAL_ID,
            PatternType.PREFIXED,
            transactionalIdPrefix,
            AclOperation.WRITE));
    return grants;
  }

  private static Grant grant(ResourceType resource, String name, AclOperation operation) {
    return new Grant(resource, PatternType.LITERAL, name, operation);
  }
}
