package dev.customerhealth;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Keeps RocksDB's MANIFEST short. RocksDB writes every flush into it and begins a new one at 1 GiB
 * by default; each checkpoint holds it whole, once per operator and subtask, so that checkpoints of
 * a state that stays the same grow for ever.
 *
 * <p>A new one lists the files there are, some 150 bytes each. Where that alone exceeds the bound
 * (a state of some GB in one instance), RocksDB writes it with every flush, which is nothing beside
 * the flush.
 */
public final class SmallManifest implements RocksDBOptionsFactory {

  private static final long serialVersionUID = 1L;

  /**
   * Below {@code execution.checkpointing.data-inline-threshold} (20 kB): a MANIFEST lies in the
   * checkpoint's metadata and is no file of its own in its storage.
   */
  static final long MAX_BYTES = 16 << 10;

  @Override
  public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> handlesToClose) {
    return current.setMaxManifestFileSize(MAX_BYTES);
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions current, Collection<AutoCloseable> handlesToClose) {
    return current;
  }
}
