package dev.customerhealth.bench.state;

import dev.customerhealth.bench.load.Customers;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * A savepoint in which everybody's life is that of a few: what is kept of customer n, by whatever
 * operator, timers too, is what was kept of customer n modulo their number. To live through ten
 * million lives would take the job longer than all that is measured.
 */
public final class CopiedLives {

  private final int lives;
  private final int customers;
  private final int maxParallelism;

  /** Numbers of all customers, key group by key group, and where each key group begins. */
  private final int[] byGroup;

  private final int[] groupStart;

  private CopiedLives(int lives, int customers, int maxParallelism) {
    this.lives = lives;
    this.customers = customers;
    this.maxParallelism = maxParallelism;
    this.byGroup = new int[customers];
    this.groupStart = new int[maxParallelism + 1];
    sortByGroup();
  }

  /**
   * @param savepoint a canonical one, of customers 0 to {@code lives}
   * @param target folder of the new one; must not exist yet
   */
  public static void copy(String savepoint, Path target, int lives, int customers)
      throws IOException {
    CheckpointMetadata metadata = SavepointLoader.loadSavepointMetadata(savepoint);
    copyFiles(Path.of(URI.create(savepoint)), target);
    int maxParallelism =
        metadata.getOperatorStates().stream()
            .mapToInt(OperatorState::getMaxParallelism)
            .max()
            .orElseThrow();
    CopiedLives copied = new CopiedLives(lives, customers, maxParallelism);
    List<OperatorState> operators = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      operators.add(copied.copy(operator, target));
    }
    try (var out = Files.newOutputStream(target.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(
              metadata.getCheckpointId(),
              operators,
              metadata.getMasterStates(),
              metadata.getCheckpointProperties()),
          out);
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(file.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void sortByGroup() {
    int[] groups = new int[customers];
    for (int n = 0; n < customers; n++) {
      groups[n] = group(Customers.id(n));
      groupStart[groups[n] + 1]++;
    }
    for (int group = 0; group < maxParallelism; group++) {
      groupStart[group + 1] += groupStart[group];
    }
    int[] next = groupStart.clone();
    for (int n = 0; n < customers; n++) {
      byGroup[next[groups[n]]++] = n;
    }
  }

  private int group(String id) {
    return KeyGroupRangeAssignment.assignToKeyGroup(id, maxParallelism);
  }

  private OperatorState copy(OperatorState operator, Path target) throws IOException {
    OperatorState copy =
        new OperatorState(
            operator.getOperatorName().orElse(null),
            operator.getOperatorUid().orElse(null),
            operator.getOperatorID(),
            operator.getParallelism(),
            operator.getMaxParallelism());
    if (operator.getCoordinatorState() != null) {
      copy.setCoordinatorState(operator.getCoordinatorState());
    }
    Kept kept = new Kept();
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        kept.read(KeyedEntries.of((KeyGroupsStateHandle) handle, operator.getMaxParallelism()));
      }
    }
    for (var subtask : operator.getSubtaskStates().entrySet()) {
      copy.putState(
          subtask.getKey(), copy(operator, subtask.getKey(), subtask.getValue(), kept, target));
    }
    return copy;
  }

  private OperatorSubtaskState copy(
      OperatorState operator, int index, OperatorSubtaskState subtask, Kept kept, Path target)
      throws IOException {
    if (subtask.getManagedKeyedState().isEmpty()) {
      return subtask;
    }
    KeyGroupsStateHandle old =
        (KeyGroupsStateHandle) subtask.getManagedKeyedState().iterator().next();
    byte[] header = KeyedEntries.of(old, operator.getMaxParallelism()).header();
    String name = "copied-" + operator.getOperatorID().toHexString() + '-' + index;
    Path file = target.resolve(name);
    KeyGroupRangeOffsets offsets = new KeyGroupRangeOffsets(old.getKeyGroupRange());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      Writer writer = new Writer(out);
      writer.header(header);
      for (int group : old.getKeyGroupRange()) {
        long start = writer.position();
        if (write(kept, group, writer)) {
          offsets.setKeyGroupOffset(group, start);
        }
      }
    }
    return subtask.toBuilder()
        .setManagedKeyedState(
            new KeyGroupsSavepointStateHandle(
                offsets,
                new RelativeFileStateHandle(
                    new org.apache.flink.core.fs.Path(file.toUri()), name, Files.size(file))))
        .build();
  }

  /** False: there is nothing in it. */
  private boolean write(Kept kept, int group, Writer writer) throws IOException {
    for (int state = 0; state < kept.states; state++) {
      for (Entry entry : kept.others(state, group)) {
        writer.write(state, entry.before, entry.id, entry.after, entry.value);
      }
      Entry[][] ofLives = kept.ofLives.get(state);
      for (int at = groupStart[group]; at < groupStart[group + 1]; at++) {
        Entry[] entries = ofLives[byGroup[at] % lives];
        if (entries != null) {
          byte[] id = KeyedEntries.bytes(Customers.id(byGroup[at]));
          for (Entry entry : entries) {
            writer.write(state, inGroup(entry.before, group), id, entry.after, entry.value);
          }
        }
      }
    }
    return writer.endGroup();
  }

  /** The same bytes, of a timer with its time, for a key in another key group. */
  private byte[] inGroup(byte[] before, int group) {
    byte[] moved = before.clone();
    if (maxParallelism > Byte.MAX_VALUE + 1) {
      moved[0] = (byte) (group >>> Byte.SIZE);
      moved[1] = (byte) group;
    } else {
      moved[0] = (byte) group;
    }
    return moved;
  }

  private record Entry(byte[] before, byte[] id, byte[] after, byte[] value) {}

  /** What an operator keeps: of each life, and of other keys. */
  private final class Kept {
    private final List<Entry[][]> ofLives = new ArrayList<>();
    private final List<List<List<Entry>>> others = new ArrayList<>();
    private List<String> known = List.of();
    private int states;

    void read(KeyedEntries entries) throws IOException {
      List<String> names = entries.states().stream().map(state -> state.getName()).toList();
      if (!known.isEmpty() && !known.equals(names)) {
        throw new IOException("subtasks differ in their states: " + known + ", " + names);
      }
      known = names;
      states = names.size();
      while (ofLives.size() < states) {
        ofLives.add(new Entry[lives][]);
        others.add(
            new ArrayList<>(Stream.generate(ArrayList<Entry>::new).limit(maxParallelism).toList()));
      }
      entries.forEach(
          (keyGroup, state, before, id, after, value) -> {
            int life = life(id);
            byte[] idBytes = id.isEmpty() ? new byte[0] : KeyedEntries.bytes(id);
            Entry entry = new Entry(before, idBytes, after, value);
            if (life < 0) {
              others.get(state).get(keyGroup).add(entry);
            } else {
              Entry[][] all = ofLives.get(state);
              all[life] = and(all[life], entry);
            }
          });
    }

    List<Entry> others(int state, int group) {
      return others.get(state).get(group);
    }

    private static Entry[] and(Entry[] some, Entry one) {
      if (some == null) {
        return new Entry[] {one};
      }
      Entry[] more = java.util.Arrays.copyOf(some, some.length + 1);
      more[some.length] = one;
      return more;
    }

    private int life(String id) {
      return id.matches("c\\d{1,9}") && Integer.parseInt(id.substring(1)) < lives
          ? Integer.parseInt(id.substring(1))
          : -1;
    }
  }

  /** Writes an entry when it knows what follows it. */
  private static final class Writer {
    private final DataOutputStream out;
    private long position;
    private int state = -1;
    private byte[] key = new byte[0];
    private byte[] value = new byte[0];

    Writer(DataOutputStream out) {
      this.out = out;
    }

    void header(byte[] bytes) throws IOException {
      out.write(bytes);
      position += bytes.length;
    }

    long position() {
      return position;
    }

    void write(int nextState, byte[] before, byte[] id, byte[] after, byte[] nextValue)
        throws IOException {
      follow(nextState);
      key = new byte[before.length + id.length + after.length];
      System.arraycopy(before, 0, key, 0, before.length);
      System.arraycopy(id, 0, key, before.length, id.length);
      System.arraycopy(after, 0, key, before.length + id.length, after.length);
      value = nextValue;
    }

    /** False: nobody was in it. */
    boolean endGroup() throws IOException {
      if (state < 0) {
        return false;
      }
      follow(FullSnapshotUtil.END_OF_KEY_GROUP_MARK);
      state = -1;
      return true;
    }

    private void follow(int nextState) throws IOException {
      boolean isOther = nextState != state;
      if (state >= 0) {
        if (isOther) {
          FullSnapshotUtil.setMetaDataFollowsFlagInKey(key);
        }
        out.writeInt(key.length);
        out.write(key);
        out.writeInt(value.length);
        out.write(value);
        position += 2L * Integer.BYTES + key.length + value.length;
      }
      if (isOther) {
        out.writeShort(nextState);
        position += Short.BYTES;
        state = nextState;
      }
    }
  }
}
