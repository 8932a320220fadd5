package dev.customerhealth.bench.run;

import dev.customerhealth.bench.load.Customers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The least that a job with a value per customer in RocksDB has to do: for each event a get and a
 * put of that value, through JNI, without Flink, Kafka and the thought in between. One database per
 * thread with the customers of that thread, as Flink has one per subtask; memory is shared out as
 * Flink does it, and there is no write-ahead log.
 */
public final class RocksLoop {

  private static final long MIB = 1 << 20;
  private static final int BATCH = 1_000;

  /** Some seconds' worth. */
  private static final long LEAST_EVENTS = 1_000_000;

  private final RunSpec spec;
  private final AtomicLong done = new AtomicLong();

  private RocksLoop(RunSpec spec) {
    this.spec = spec;
  }

  public static void main(String[] args) throws Exception {
    RocksDB.loadLibrary();
    Wire.answer(
        args,
        spec -> {
          try (WorkFolder folder = WorkFolder.create()) {
            return new RocksLoop(spec).run(folder);
          }
        });
  }

  private RunResult run(WorkFolder folder) throws Exception {
    // Filled first with all customers whom the job knows when it begins.
    int lives = spec.load().past() == null ? 0 : spec.load().customers();
    int[] keys = keys(lives);
    int threads = spec.terms().parallelism();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    // Flink's own division of its managed memory, with a write-buffer ratio of a half.
    long memory = RunSpec.MANAGED_MIB * MIB;
    try (Cache cache = new LRUCache(memory * 5 / 6);
        WriteBufferManager buffers = new WriteBufferManager(memory / 3, cache)) {
      Meter meter = new Meter(done::get);
      CountDownLatch go = new CountDownLatch(1);
      List<Future<?>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Path data = folder.sub("db" + thread);
        int mine = thread;
        parts.add(
            pool.submit(
                () -> {
                  go.await();
                  loop(keys, lives, mine, threads, data, cache, buffers);
                  return null;
                }));
      }
      go.countDown();
      meter.warmUp(lives + (keys.length - lives) / 4, () -> false);
      meter.measure(() -> parts.stream().allMatch(Future::isDone), () -> false);
      for (Future<?> part : parts) {
        part.get();
      }
      return RunResult.of(
          spec, meter, keys.length - meter.startRead(), WorkFolder.bytes(folder.path()));
    } finally {
      pool.shutdownNow();
    }
  }

  /** The keys of the load's events, and on and on as they would come: it takes them too fast. */
  private int[] keys(int lives) {
    Customers customers = Customers.of(spec.load());
    int[] keys = new int[lives + Math.toIntExact(Math.max(spec.events(), LEAST_EVENTS))];
    Arrays.setAll(keys, i -> i);
    for (int i = lives; i < keys.length; i++) {
      keys[i] = customers.next();
    }
    return keys;
  }

  private void loop(
      int[] keys,
      int lives,
      int mine,
      int threads,
      Path data,
      Cache cache,
      WriteBufferManager buffers)
      throws RocksDBException {
    try (Options options = options(cache, buffers);
        RocksDB db = RocksDB.open(options, data.toString());
        WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
      byte[] fresh = new byte[spec.valueBytes()];
      long sum = 0;
      int unsaid = 0;
      for (int i = 0; i < keys.length; i++) {
        int key = keys[i];
        if (key % threads != mine) {
          continue;
        }
        byte[] name = key(key);
        byte[] known = i < lives ? null : db.get(name);
        byte[] value = known == null ? fresh.clone() : known;
        // Changed, and not all zeros, which would compress to nothing.
        sum = sum * 6_364_136_223_846_793_005L + key;
        value[(int) Long.remainderUnsigned(sum, value.length)] = (byte) (sum >>> 32);
        db.put(unlogged, name, value);
        if (++unsaid == BATCH) {
          done.addAndGet(unsaid);
          unsaid = 0;
        }
      }
      done.addAndGet(unsaid);
    }
  }

  /** A byte for the key group, as Flink has it, and the id. */
  private static byte[] key(int customer) {
    byte[] id = Customers.id(customer).getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[id.length + 1];
    key[0] = (byte) (customer * 0x9E37_79B9 >>> 25);
    System.arraycopy(id, 0, key, 1, id.length);
    return key;
  }

  private static Options options(Cache cache, WriteBufferManager buffers) {
    return new Options()
        .setCreateIfMissing(true)
        .setUseFsync(false)
        .setWriteBufferManager(buffers)
        .setTableFormatConfig(
            new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(new BloomFilter()));
  }
}
