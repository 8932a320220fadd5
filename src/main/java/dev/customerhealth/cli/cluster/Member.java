package dev.customerhealth.cli.cluster;

import java.util.List;

/**
 * One process of a cluster.
 *
 * @param name as in {@code status} and in the names of its files
 * @param needsPort a port on which somebody else must listen before it starts; 0: none
 */
record Member(String name, List<String> command, int needsPort) {

  static final String SUPERVISOR = "supervisor";
  static final String BROKER = "broker";
  static final String ZOOKEEPER = "zookeeper";
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager-";

  Member(String name, List<String> command) {
    this(name, command, 0);
  }
}
