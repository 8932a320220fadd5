package dev.customerhealth.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Harms a cluster again and again, each time after it has recovered. */
final class Faults {

  /**
   * A harm that was done.
   *
   * @param restores how often the job went back to a checkpoint because of it
   */
  record Done(
      Kind kind,
      double atSeconds,
      int eventsSent,
      double lastedSeconds,
      double recoverySeconds,
      int restores) {}

  enum Kind {
    TASK_MANAGER_KILLED,
    JOB_MANAGER_KILLED,
    BROKER_STOPPED,
    CHECKPOINT_FOLDER_REPLACED_BY_A_FILE;

    boolean isDeath() {
      return this == TASK_MANAGER_KILLED || this == JOB_MANAGER_KILLED;
    }
  }

  /** What can be done to a cluster. */
  private interface Harm {
    /** Comes back when it is over. */
    void happen() throws Exception;
  }

  private record Planned(Kind kind, Harm harm) {}

  /**
   * @param kills of TaskManagers
   * @param longestPause between two harms; the shortest is a fifth of it
   */
  record Plan(
      int kills, Duration brokerAway, Duration storageAway, Duration longestPause, long seed) {}

  private final OwnCluster cluster;
  private final ClusterJob job;
  private final Random random;
  private final Plan plan;

  Faults(OwnCluster cluster, ClusterJob job, Plan plan) {
    this.cluster = cluster;
    this.job = job;
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  /** In an order and at moments that the seed decides. */
  List<Done> happen(IntSupplier eventsSent) throws Exception {
    List<Done> done = new ArrayList<>();
    long began = System.nanoTime();
    int restored = job.awaitCheckpointBegunAfter(0);
    for (Planned planned : inSomeOrder()) {
      pause();
      double at = secondsSince(began);
      int sent = eventsSent.getAsInt();
      long from = System.nanoTime();
      planned.harm().happen();
      double lasted = secondsSince(from);
      long over = System.nanoTime();
      int before = planned.kind() == Kind.JOB_MANAGER_KILLED ? 0 : restored;
      restored = job.awaitCheckpointBegunAfter(System.currentTimeMillis());
      done.add(new Done(planned.kind(), at, sent, lasted, secondsSince(over), restored - before));
      System.out.println("faults: " + done.get(done.size() - 1));
    }
    return done;
  }

  private List<Planned> inSomeOrder() {
    List<Planned> all = new ArrayList<>();
    for (int kill = 0; kill < plan.kills(); kill++) {
      all.add(
          new Planned(
              Kind.TASK_MANAGER_KILLED, () -> kill("taskmanager-" + (1 + random.nextInt(2)))));
    }
    all.add(new Planned(Kind.JOB_MANAGER_KILLED, () -> kill("jobmanager")));
    all.add(new Planned(Kind.BROKER_STOPPED, () -> cluster.broker().stopFor(plan.brokerAway())));
    all.add(new Planned(Kind.CHECKPOINT_FOLDER_REPLACED_BY_A_FILE, this::breakStorage));
    Collections.shuffle(all, random);
    return all;
  }

  private void pause() throws InterruptedException {
    int longest = (int) plan.longestPause().toMillis();
    TimeUnit.MILLISECONDS.sleep(longest / 5 + random.nextInt(longest - longest / 5));
  }

  private void kill(String member) throws Exception {
    ProcessHandle process = cluster.processes().process(member).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }

  /** Root may write where permissions say no; into a file nobody can write a folder. */
  private void breakStorage() throws Exception {
    Path storage = cluster.processes().folder().checkpoints();
    Path away = storage.resolveSibling("checkpoints.away");
    Files.move(storage, away);
    try {
      Files.writeString(storage, "no folder");
      TimeUnit.MILLISECONDS.sleep(plan.storageAway().toMillis());
    } finally {
      Files.deleteIfExists(storage);
      Files.move(away, storage);
    }
  }

  private static double secondsSince(long nanos) {
    return Math.round((System.nanoTime() - nanos) / 1e8) / 10.0;
  }
}
