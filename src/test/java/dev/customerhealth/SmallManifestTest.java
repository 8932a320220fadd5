package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class SmallManifestTest {

  private static final int FLUSHES = 300;
  private static final byte[] KEY = "c1".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void aManifestBeginsAnewBeforeItIsAFileOfItsOwnInACheckpoint() throws Exception {
    // As long as the last change that fits not.
    long slack = 1 << 10;
    assertThat(manifestAfterFlushes(new DBOptions()))
        .isGreaterThan(SmallManifest.MAX_BYTES + slack);
    DBOptions small = new SmallManifest().createDBOptions(new DBOptions(), List.of());
    assertThat(manifestAfterFlushes(small)).isBetween(1L, SmallManifest.MAX_BYTES + slack);
  }

  /** The longest there was, in bytes. */
  private long manifestAfterFlushes(DBOptions dbOptions) throws RocksDBException, IOException {
    Path path = Files.createTempDirectory(folder, "db");
    long longest = 0;
    try (Options options = new Options(dbOptions, new ColumnFamilyOptions());
        FlushOptions now = new FlushOptions()) {
      options.setCreateIfMissing(true);
      try (RocksDB db = RocksDB.open(options, path.toString())) {
        for (int i = 0; i < FLUSHES; i++) {
          // Always the same, so that files are merged: the state does not grow.
          db.put(KEY, KEY);
          db.flush(now);
          longest = Math.max(longest, manifest(path));
        }
      }
    }
    return longest;
  }

  private static long manifest(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
          .mapToLong(SmallManifestTest::size)
          .max()
          .orElseThrow();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
