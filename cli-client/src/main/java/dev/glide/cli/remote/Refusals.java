package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Sizes;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The one place where what a server answers, or its silence, becomes a {@link Failure}. */
final class Refusals {
  private Refusals() {}

  static Failure failure(Refusal refusal) {
    Failure failure = worded(refusal);
    return refusal.isTheServers() ? failure.traced(refusal.correlation()) : failure;
  }

  private static Failure worded(Refusal refusal) {
    Problem problem = refusal.problem();
    String message = message(problem);
    Optional<ErrorCode> known = refusal.code();
    if (known.isEmpty()) {
      ExitCode exit = refusal.isTheServers() ? ExitCode.NETWORK : ExitCode.FAILED;
      return new Failure(exit, problem.code(), message);
    }
    Failure failure = new Failure(exitCode(known.get()), known.get().code(), message);
    String hint = hint(known.get(), problem);
    return hint == null ? failure : failure.hint(hint);
  }

  private static String message(Problem problem) {
    String detail = problem.detail();
    return detail == null || detail.isBlank() ? problem.title() : detail;
  }

  static ExitCode exitCode(ErrorCode code) {
    return switch (code) {
      case NOT_SIGNED_IN, ASSERTION_REFUSED -> ExitCode.NOT_SIGNED_IN;
      case NOT_FOUND,
          UNKNOWN_USER,
          UNKNOWN_INVITE,
          UNKNOWN_RELAY,
          UNKNOWN_DEVICE,
          UNKNOWN_TRANSFER,
          UNKNOWN_CHUNK ->
          ExitCode.NOT_FOUND;
      case SIGN_UP_CLOSED,
          INVITE_NEEDED,
          ACCOUNT_DISABLED,
          FORBIDDEN,
          HANDLE_TAKEN,
          WRONG_STATE,
          DEVICES_CHANGED,
          LAST_DEVICE,
          TRANSFER_ENDED,
          TICKET_REFUSED ->
          ExitCode.REFUSED;
      case HANDLE_INVALID -> ExitCode.USAGE;
      case TOO_LARGE, QUOTA_EXCEEDED, TOO_MANY, STORAGE_FULL -> ExitCode.OVER_LIMIT;
      case INTERNAL, UNAVAILABLE, STORAGE_AWAY, NO_RELAY, DRAINING, SUPERSEDED -> ExitCode.NETWORK;
      case MALFORMED,
          CHECKSUM_MISMATCH,
          METHOD_NOT_ALLOWED,
          TRANSFER_DIFFERS,
          INCOMPLETE,
          LENGTH_REQUIRED,
          UNSUPPORTED_TYPE ->
          ExitCode.FAILED;
      case CHUNK_DAMAGED -> ExitCode.NOT_AUTHENTIC;
    };
  }

  private static @Nullable String hint(ErrorCode code, Problem problem) {
    return switch (code) {
      case NOT_SIGNED_IN, ASSERTION_REFUSED ->
          "the server does not know this device (any more), or the clocks differ: glide doctor";
      case UNKNOWN_USER -> nearest(problem.nearest());
      case HANDLE_TAKEN ->
          "choose another name, or add this machine to your own account: glide register --link";
      case HANDLE_INVALID -> "2 to 32 of a-z, 0-9, _ and -, starting with a letter or digit";
      case INVITE_NEEDED -> "ask somebody on the server for one (glide invite), then --invite CODE";
      case ACCOUNT_DISABLED ->
          "only they can enable it again; what waits for you stays until it expires";
      case QUOTA_EXCEEDED -> used(problem);
      case TOO_LARGE -> limit(problem);
      case DEVICES_CHANGED -> "the same command again takes the present devices";
      case STORAGE_FULL, STORAGE_AWAY, UNAVAILABLE, NO_RELAY, DRAINING, SUPERSEDED, TOO_MANY ->
          "the same command again, a little later, goes on";
      case CHUNK_DAMAGED -> "ask the sender to send it again";
      case MALFORMED,
          CHECKSUM_MISMATCH,
          TICKET_REFUSED,
          SIGN_UP_CLOSED,
          FORBIDDEN,
          NOT_FOUND,
          UNKNOWN_INVITE,
          UNKNOWN_RELAY,
          UNKNOWN_DEVICE,
          UNKNOWN_TRANSFER,
          UNKNOWN_CHUNK,
          METHOD_NOT_ALLOWED,
          TRANSFER_DIFFERS,
          WRONG_STATE,
          INCOMPLETE,
          LAST_DEVICE,
          TRANSFER_ENDED,
          LENGTH_REQUIRED,
          UNSUPPORTED_TYPE,
          INTERNAL ->
          null;
    };
  }

  private static String nearest(@Nullable List<String> names) {
    return names == null || names.isEmpty()
        ? "glide list shows who is there"
        : "did you mean @" + String.join(", @", names) + "?";
  }

  private static @Nullable String used(Problem problem) {
    Long limit = problem.limit();
    Long actual = problem.actual();
    return limit == null || actual == null
        ? null
        : "%s of %s are in use; glide sent shows by what, glide cancel ID gives it back"
            .formatted(Sizes.text(actual), Sizes.text(limit));
  }

  private static @Nullable String limit(Problem problem) {
    Long limit = problem.limit();
    Long actual = problem.actual();
    return limit == null || actual == null
        ? null
        : "it has %d, at most %d are allowed".formatted(actual, limit);
  }

  /** The server can't be reached, went away in the middle, or does not speak the protocol. */
  static Failure away(ServerAddress server, IOException e) {
    String origin = server.origin();
    if (e instanceof SSLException) {
      return new Failure(ExitCode.NETWORK, "tls", origin + " can't be trusted: " + distrust(e))
          .hint(
              "for a private authority: --ca-file FILE or GLIDE_CA; to find out more: glide doctor")
          .because(e);
    }
    if (e instanceof HttpGarbled) {
      return new Failure(
              ExitCode.NETWORK,
              "not-glide",
              origin + " does not answer as a Glide server: " + String.valueOf(e.getMessage()))
          .hint("check the address; to find out more: glide doctor")
          .because(e);
    }
    String message =
        e instanceof ServerAway
            ? "can't reach the server at " + origin + " (" + e.getMessage() + ")"
            : "the connection to the server at " + origin + " broke (" + e.getMessage() + ")";
    return new Failure(ExitCode.NETWORK, "server-away", message)
        .hint("check the address and that the server runs; the same command again goes on")
        .because(e);
  }

  /** The usual reasons in words; Java tells them by messages only. */
  private static String distrust(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("unable to find valid certification path")) {
      return "its certificate is not of an authority that this machine believes";
    }
    if (message.contains("No subject alternative") || message.contains("No name matching")) {
      return "its certificate is for another name";
    }
    if (message.contains("validity check failed")) {
      return "its certificate has expired, or is not valid yet";
    }
    if (message.startsWith("Unsupported or unrecognized SSL message")) {
      return "it does not speak TLS; is it http:// ?";
    }
    return message;
  }
}
