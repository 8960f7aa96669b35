package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Member;
import dev.glide.shared.trace.Correlation;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command works with; signs in only when it is asked who runs it. */
final class Context implements AutoCloseable {
  private final Settings settings;
  private final Output output;
  private final Streams streams;
  private final Optional<Context> session;
  private final Correlation correlation;
  private @Nullable Member member;

  /** The standard streams, for bytes that are not words. */
  record Streams(InputStream in, PrintStream out, PrintStream err, Terminals terminals) {}

  /** Which of the standard streams are a terminal. */
  record Terminals(boolean in, boolean out, boolean err) {
    /** Reads the digits of those that are, as the launcher writes them: {@code "012"}. */
    static Terminals of(String digits) {
      return new Terminals(digits.contains("0"), digits.contains("1"), digits.contains("2"));
    }
  }

  Context(Settings settings, Output output, Streams streams) {
    this(settings, output, streams, Optional.empty(), Correlation.fresh());
  }

  private Context(
      Settings settings,
      Output output,
      Streams streams,
      Optional<Context> session,
      Correlation correlation) {
    this.settings = settings;
    this.output = output;
    this.streams = streams;
    this.session = session;
    this.correlation = correlation;
  }

  /** The same person with other places to speak to; not to be closed. */
  Context aside(Output other, Streams others) throws Failure {
    Context aside = new Context(settings, other, others, Optional.empty(), correlation);
    aside.member = member();
    return aside;
  }

  /** The same person for one of several transfers, which has its own correlation id. */
  Context apart(Output other, Streams others) {
    return new Context(settings, other, others, Optional.of(this), Correlation.fresh());
  }

  Settings settings() {
    return settings;
  }

  Output output() {
    return output;
  }

  Streams streams() {
    return streams;
  }

  /** By which the server's operator finds what this command has asked. */
  Correlation correlation() {
    return correlation;
  }

  Instant now() {
    return output.clock().instant();
  }

  /** Who runs the command; the same until the context is closed. */
  synchronized Member member() throws Failure {
    if (member == null) {
      member =
          session.isPresent()
              ? session.get().member().following(correlation)
              : Member.open(settings, correlation);
    }
    return member;
  }

  @Override
  public synchronized void close() {
    if (member != null) {
      member.close();
      member = null;
    }
  }
}
