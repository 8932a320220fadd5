package dev.customerhealth.cli.cluster;

import dev.customerhealth.cli.demo.DemoTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A cluster on this machine, as those who start, watch and stop it see it. */
public final class LocalCluster {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long LOOK_MILLIS = 200;

  /** Longer than a supervisor waits for those in its care. */
  private static final Duration PATIENCE_WITH_THE_END = Duration.ofSeconds(60);

  /**
   * A process, and whether it is there.
   *
   * @param startedAt empty when it is not
   */
  public record State(String name, long pid, Optional<Instant> startedAt) {

    public boolean runs() {
      return startedAt.isPresent();
    }
  }

  private final ClusterFolder folder;
  private final Path home;

  /**
   * @param home the project's root, where {@code flink-conf} is
   */
  public LocalCluster(ClusterFolder folder, Path home) {
    this.folder = folder;
    this.home = home.toAbsolutePath();
  }

  public ClusterFolder folder() {
    return folder;
  }

  /**
   * Starts the processes and waits until all of them are at work. What has been started is stopped
   * again when that fails, or when this JVM ends meanwhile.
   *
   * @param say is told how it goes on
   */
  public void start(ClusterSettings settings, Consumer<String> say)
      throws IOException, InterruptedException {
    Thread interrupted = new Thread(() -> stopQuietly(), "stop-what-was-started");
    Runtime.getRuntime().addShutdownHook(interrupted);
    boolean done = false;
    try {
      prepare(settings);
      Process supervisor = Launch.detached(Supervisor.command(folder, home), folder);
      awaitBroker(settings, supervisor, say);
      awaitFlink(settings, supervisor, say);
      done = true;
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
      if (!done) {
        stopQuietly();
      }
    }
  }

  private void prepare(ClusterSettings settings) throws IOException {
    folder.create();
    try (Stream<Path> files = Files.list(home.resolve("flink-conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, folder.conf().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    settings.save(folder);
    // Memory that does not add up is told here, not in a log.
    Plan.of(folder, settings, FlinkLib.ofTheBuild(home));
  }

  private void awaitBroker(ClusterSettings settings, Process supervisor, Consumer<String> say)
      throws IOException, InterruptedException {
    if (!settings.hasBroker()) {
      return;
    }
    say.accept("starting the broker ...");
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis())))) {
      admin.createTopics(DemoTopics.all()).all().get();
    } catch (ExecutionException e) {
      check(supervisor);
      throw new IOException(
          "the broker did not start (" + folder.logs() + "): " + e.getMessage(), e);
    }
  }

  private void awaitFlink(ClusterSettings settings, Process supervisor, Consumer<String> say)
      throws IOException, InterruptedException {
    FlinkRest rest = new FlinkRest(settings.restAddress());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int last = -1;
    while (last < settings.taskManagers()) {
      check(supervisor);
      if (System.nanoTime() > deadline) {
        throw new IOException(notInTime(settings));
      }
      int registered = taskManagers(rest);
      if (registered != last) {
        say.accept(
            registered < 0
                ? "starting the JobManager ..."
                : "TaskManagers: %d of %d ...".formatted(registered, settings.taskManagers()));
      }
      last = registered;
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private String notInTime(ClusterSettings settings) throws IOException {
    List<String> missing =
        states(settings).stream().filter(state -> !state.runs()).map(State::name).toList();
    return "Flink did not start within %d s%s (%s)"
        .formatted(
            PATIENCE.toSeconds(),
            missing.isEmpty() ? "" : "; does not stay: " + String.join(", ", missing),
            folder.logs());
  }

  private static int taskManagers(FlinkRest rest) throws InterruptedException {
    try {
      return rest.overview().path("taskmanagers").asInt();
    } catch (IOException e) {
      // Not listening yet, or without a leader yet.
      return -1;
    }
  }

  private void check(Process supervisor) throws IOException {
    if (!supervisor.isAlive()) {
      throw new IOException(
          "the supervisor has ended (" + folder.logs().resolve("supervisor.out") + ")");
    }
  }

  /** All processes that there should be. */
  public List<State> states(ClusterSettings settings) throws IOException {
    List<State> states = new ArrayList<>();
    for (String name : Plan.names(settings)) {
      Optional<ProcessHandle> process = PidFile.of(folder, name).process();
      states.add(
          new State(
              name,
              process.map(ProcessHandle::pid).orElse(0L),
              process.flatMap(handle -> handle.info().startInstant())));
    }
    return states;
  }

  /** A process, as long as it runs. */
  public Optional<ProcessHandle> process(String name) throws IOException {
    return PidFile.of(folder, name).process();
  }

  /**
   * Ends every process; nothing that ran is left, whatever state it was in.
   *
   * @param everything whether logs, checkpoints and savepoints go, too
   * @return how many processes ran
   */
  public int stop(ClusterSettings settings, boolean everything)
      throws IOException, InterruptedException {
    List<String> names = Plan.names(settings);
    List<ProcessHandle> running = new ArrayList<>();
    for (String name : names) {
      PidFile.of(folder, name).process().ifPresent(running::add);
    }
    Optional<ProcessHandle> supervisor = PidFile.of(folder, Member.SUPERVISOR).process();
    supervisor.ifPresent(ProcessHandle::destroy);
    supervisor.ifPresent(LocalCluster::await);
    // Those that an orphaned or hanging supervisor has left.
    for (String name : names) {
      Optional<ProcessHandle> left = PidFile.of(folder, name).process();
      left.ifPresent(ProcessHandle::destroyForcibly);
      left.ifPresent(LocalCluster::await);
    }
    folder.clear(everything);
    return running.size();
  }

  private void stopQuietly() {
    try {
      if (ClusterSettings.isIn(folder)) {
        stop(ClusterSettings.of(folder), false);
      }
    } catch (IOException e) {
      // Why it did not start is what matters.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(ProcessHandle process) {
    process
        .onExit()
        .completeOnTimeout(process, PATIENCE_WITH_THE_END.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
