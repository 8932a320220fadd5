package dev.customerhealth.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Says early and plainly when a place that was named cannot be used. */
final class InputFile {

  private InputFile() {}

  /** The file itself, if it can be read. */
  static Path readable(String option, @Nullable Path file) {
    if (file == null) {
      throw new WrongUsage(option + " is missing");
    }
    if (!Files.exists(file)) {
      throw new WrongUsage(option + ": there is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw new WrongUsage(option + ": " + file + " is a folder, not a file");
    }
    if (!Files.isReadable(file)) {
      throw new WrongUsage(option + ": " + file + " cannot be read");
    }
    return file;
  }

  /** The file itself, if it can be written or replaced; its folder must be there. */
  static Path writableFile(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new WrongUsage(option + ": " + file + " is a folder, not a file");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongUsage(option + ": there is no folder " + folder);
    }
    writableFolder(option, folder);
    return file;
  }

  /** Puts a finished file in the place of another, so that nobody ever reads half of one. */
  static void replace(Path finished, Path file) throws IOException {
    try {
      Files.move(
          finished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(finished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The folder itself, made if it is not there, if files can be written into it. */
  static Path writableFolder(String option, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new WrongUsage(option + ": " + folder + " is a file, not a folder");
    }
    try {
      Files.createDirectories(folder);
      // Asking for the permission is not enough: a read-only file system grants it too.
      Files.delete(Files.createTempFile(folder, ".customer-health-", ".tmp"));
    } catch (IOException e) {
      throw new WrongUsage(option + ": cannot write into " + folder);
    }
    return folder;
  }
}
