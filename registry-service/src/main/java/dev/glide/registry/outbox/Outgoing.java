package dev.glide.registry.outbox;

import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event on its way out of the registry. Those of one channel and key keep their order. */
public sealed interface Outgoing {
  /** The record that travels. */
  Object event();

  UUID id();

  Instant at();

  String channel();

  String key();

  /** As a CloudEvent's type. */
  String type();

  @Nullable String correlation();

  /** What has happened to a transfer. */
  record OfTransfer(TransferEvent event) implements Outgoing {
    @Override
    public UUID id() {
      return event.id();
    }

    @Override
    public Instant at() {
      return event.at();
    }

    @Override
    public String channel() {
      return Channels.TRANSFER;
    }

    @Override
    public String key() {
      return event.transfer().toString();
    }

    @Override
    public String type() {
      return "dev.glide.transfer." + event.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String correlation() {
      return event.correlation();
    }
  }

  /** What somebody has done. */
  record OfAudit(AuditEvent event) implements Outgoing {
    @Override
    public UUID id() {
      return event.id();
    }

    @Override
    public Instant at() {
      return event.at();
    }

    @Override
    public String channel() {
      return Channels.AUDIT;
    }

    @Override
    public String key() {
      UUID subject = event.transfer() == null ? event.user() : event.transfer();
      return Objects.requireNonNullElse(subject, event.id()).toString();
    }

    @Override
    public String type() {
      return "dev.glide.audit." + event.action().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String correlation() {
      return event.correlation();
    }
  }
}
