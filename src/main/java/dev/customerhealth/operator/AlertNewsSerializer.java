package dev.customerhealth.operator;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Carries what happened to alerts, and keeps what waits for its time. */
public final class AlertNewsSerializer extends CompactSerializer<AlertNews> {

  static final AlertNewsSerializer INSTANCE = new AlertNewsSerializer();

  private static final long serialVersionUID = 1L;

  private AlertNewsSerializer() {
    super(1, true);
  }

  @Override
  public AlertNews createInstance() {
    return AlertNews.about(AlertNews.Kind.PUT_AWAY, "", "", 0);
  }

  @Override
  void write(AlertNews news, CompactOutput out) throws IOException {
    out.symbol(news.kind());
    switch (news.kind()) {
      case LIFE -> AlertBytes.write(news.life(), out);
      case ANSWER -> AlertBytes.write(Objects.requireNonNull(news.answer()), out);
      case PUT_AWAY, WITHDRAWN, RELEASED -> {
        out.text(news.customerId());
        out.text(news.subject());
        out.signed(news.timeMillis());
      }
    }
  }

  @Override
  AlertNews read(CompactInput in, int writtenAt) throws IOException {
    AlertNews.Kind kind = Objects.requireNonNull(in.symbol(AlertNews.Kind.values()));
    return switch (kind) {
      case LIFE -> AlertNews.life(AlertBytes.readAlert(in));
      case ANSWER -> AlertNews.answer(AlertBytes.readAnswer(in));
      case PUT_AWAY, WITHDRAWN, RELEASED ->
          AlertNews.about(kind, AlertBytes.text(in), AlertBytes.text(in), in.signed());
    };
  }

  @Override
  public TypeSerializerSnapshot<AlertNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink's record of the serializer: always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertNews> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
