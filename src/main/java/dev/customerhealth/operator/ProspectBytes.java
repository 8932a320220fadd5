package dev.customerhealth.operator;

import dev.customerhealth.domain.referral.Introduction;
import dev.customerhealth.domain.referral.Prospect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link Prospect} in state; to change it, see {@link CustomerBytes}. Who was never
 * named takes ten bytes.
 */
final class ProspectBytes {

  /** First byte of every value; 1 where nothing is erased, which needs no more. */
  static final int VERSION = 2;

  private ProspectBytes() {}

  static void write(Prospect prospect, DataOutputView view) throws IOException {
    CompactOutput out = new CompactOutput(view);
    boolean asOne = prospect.toEraseMillis() == Prospect.NEVER && prospect.erasedMillis() < 0;
    view.writeByte(asOne ? 1 : VERSION);
    out.count(
        prospect.firstPurchaseMillis() == Prospect.NEVER ? 0 : prospect.firstPurchaseMillis() + 1);
    out.count(prospect.lastPeriod() + 1L);
    out.count(prospect.introductions().size());
    for (Introduction introduction : prospect.introductions()) {
      write(introduction, out);
    }
    out.count(prospect.revision());
    if (prospect.revision() > 0) {
      writeConverted(prospect.converted(), out);
    }
    if (!asOne) {
      long due = prospect.toEraseMillis();
      out.count(due == Prospect.NEVER ? 0 : due + 1);
      out.count(prospect.erasedMillis() + 1);
    }
  }

  static Prospect read(DataInputView view) throws IOException {
    int version = view.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "Prospect state of version " + version + "; this program reads 1 to " + VERSION);
    }
    CompactInput in = new CompactInput(view);
    long first = in.count() - 1;
    int lastPeriod = in.number() - 1;
    List<Introduction> introductions = readIntroductions(in);
    int revision = in.number();
    Prospect.Converted converted = revision > 0 ? readConverted(in) : null;
    long due = version < 2 ? -1 : in.count() - 1;
    long erased = version < 2 ? Prospect.NOTHING_ERASED : in.count() - 1;
    return new Prospect(
        first < 0 ? Prospect.NEVER : first,
        lastPeriod,
        introductions,
        converted,
        revision,
        due < 0 ? Prospect.NEVER : due,
        erased);
  }

  private static void write(Introduction introduction, CompactOutput out) throws IOException {
    out.text(introduction.referrer());
    out.text(introduction.referralId());
    out.count(introduction.atMillis());
  }

  private static Introduction readIntroduction(CompactInput in) throws IOException {
    return new Introduction(
        Objects.requireNonNull(in.text()), Objects.requireNonNull(in.text()), in.count());
  }

  private static List<Introduction> readIntroductions(CompactInput in) throws IOException {
    int size = in.number();
    if (size == 0) {
      return List.of();
    }
    List<Introduction> introductions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      introductions.add(readIntroduction(in));
    }
    return introductions;
  }

  private static void writeConverted(Prospect.@Nullable Converted converted, CompactOutput out)
      throws IOException {
    out.flag(converted != null);
    if (converted != null) {
      write(converted.introduction(), out);
      out.count(converted.purchaseMillis());
    }
  }

  private static Prospect.@Nullable Converted readConverted(CompactInput in) throws IOException {
    return Boolean.TRUE.equals(in.flag())
        ? new Prospect.Converted(readIntroduction(in), in.count())
        : null;
  }
}
