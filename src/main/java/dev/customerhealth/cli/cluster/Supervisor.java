package dev.customerhealth.cli.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the processes of a cluster and starts again each that ends, as an init system or
 * Kubernetes would. Ends them all when it is told to end itself.
 */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long LOOK_MILLIS = 200;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** Who lived that long did not fail at its start. */
  private static final Duration A_LIFE = Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ClusterFolder folder;
  private final List<Charge> charges = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Supervisor(ClusterFolder folder, List<Member> members) {
    this.folder = folder;
    members.forEach(member -> charges.add(new Charge(member)));
  }

  /** The command line that starts it. */
  static Member command(ClusterFolder folder, Path home) {
    List<String> options = new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    options.add("-Dcustomerhealth.log=" + folder.log(Member.SUPERVISOR));
    for (String property : List.of("log4j2.configurationFile", "customerhealth.build")) {
      if (System.getProperty(property) != null) {
        options.add("-D" + property + "=" + System.getProperty(property));
      }
    }
    return new Member(
        Member.SUPERVISOR,
        Launch.own(Supervisor.class, options, List.of(folder.path().toString(), home.toString())));
  }

  /**
   * Runs until it is told to end.
   *
   * @param args folder of the cluster, folder of the project
   */
  public static void main(String[] args) throws Exception {
    ClusterFolder folder = new ClusterFolder(Path.of(args[0]));
    ClusterSettings settings = ClusterSettings.of(folder);
    FlinkLib lib = FlinkLib.ofTheBuild(Path.of(args[1]));
    Supervisor supervisor = new Supervisor(folder, Plan.of(folder, settings, lib));
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stopAndWait, "stop"));
    supervisor.run();
  }

  private void run() throws InterruptedException {
    try {
      do {
        charges.forEach(Charge::look);
      } while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } finally {
      for (int last = charges.size() - 1; last >= 0; last--) {
        charges.get(last).end();
      }
      stopped.countDown();
    }
  }

  private void stopAndWait() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One process, and the next in its place when it has ended. */
  private final class Charge {

    private final Member member;
    private @Nullable Process process;
    private Duration pause = FIRST_PAUSE;
    private long startedNanos;
    private long dueNanos = System.nanoTime();

    Charge(Member member) {
      this.member = member;
    }

    void look() {
      if (process != null && process.isAlive()) {
        return;
      }
      if (process != null) {
        mourn(process);
      }
      if (System.nanoTime() - dueNanos >= 0 && isListening(member.needsPort())) {
        start();
      }
    }

    private void mourn(Process ended) {
      process = null;
      boolean lived = System.nanoTime() - startedNanos > A_LIFE.toNanos();
      pause = lived ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
      dueNanos = System.nanoTime() + pause.toNanos();
      LOG.warn(
          "{} (pid {}) has ended with {}; starts again in {} s",
          member.name(),
          ended.pid(),
          ended.exitValue(),
          pause.toSeconds());
    }

    private void start() {
      try {
        process = Launch.start(member, folder);
        startedNanos = System.nanoTime();
        LOG.info("{} is pid {}", member.name(), process.pid());
      } catch (IOException e) {
        LOG.error("{} cannot be started", member.name(), e);
        dueNanos = System.nanoTime() + LONGEST_PAUSE.toNanos();
      }
    }

    void end() {
      if (process == null) {
        return;
      }
      process.destroy();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          LOG.warn("{} (pid {}) is killed: it does not end", member.name(), process.pid());
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isListening(int port) {
    if (port == 0) {
      return true;
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
