package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.CertificateLook;
import dev.glide.cli.remote.CertificateLook.Seen;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.terminal.Spans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Says what is to be known of a server's certificate, and why it is not believed. */
final class CertificateCheck {
  private static final String WHAT = "certificate";
  private static final Duration SOON = Duration.ofDays(14);

  private final Dialer dialer;
  private final Clock clock;
  private final Findings findings;

  CertificateCheck(Dialer dialer, Clock clock, Findings findings) {
    this.dialer = dialer;
    this.clock = clock;
    this.findings = findings;
  }

  /** It was believed; over plain HTTP there is none. */
  void believed() throws Failure {
    Optional<Seen> found = CertificateLook.look(dialer);
    if (found.isEmpty()) {
      return;
    }
    Seen seen = found.get();
    if (isOutOfTime(seen)) {
      // Believed as one that was named, not for what it says.
      return;
    }
    String words =
        "%s, for %s, by %s, expires %s"
            .formatted(
                seen.protocol(),
                String.join(", ", seen.names()),
                seen.issuer(),
                Spans.until(seen.until(), clock.instant()));
    if (seen.until().isBefore(clock.instant().plus(SOON))) {
      findings.good(WHAT, words, "whoever runs the server should renew it now");
    } else {
      findings.good(WHAT, words);
    }
  }

  /** It was not believed. */
  void refused(Failure why) {
    try {
      CertificateLook.look(dialer)
          .ifPresentOrElse(seen -> explain(seen, why), () -> findings.bad(WHAT, why));
    } catch (Failure e) {
      findings.bad(WHAT, why);
    }
  }

  private void explain(Seen seen, Failure why) {
    String host = dialer.address().host();
    boolean outOfTime = isOutOfTime(seen);
    boolean named = seen.isFor(host);
    if (!named) {
      findings.bad(
          WHAT,
          "it is not for " + host + names(seen),
          "use a name that it is for: --server, or have one made that is for " + host);
    }
    if (!outOfTime && named) {
      distrusted(seen, why);
    }
  }

  /** Says so if it is. */
  private boolean isOutOfTime(Seen seen) {
    Instant now = clock.instant();
    if (seen.until().isBefore(now)) {
      findings.bad(
          WHAT,
          "it has expired on " + day(seen.until()),
          "whoever runs the server must renew it; if they have, this machine's clock is wrong: it"
              + " says "
              + day(now));
      return true;
    }
    if (seen.from().isAfter(now)) {
      findings.bad(
          WHAT,
          "it is not valid before " + day(seen.from()),
          "this machine's clock may be wrong: it says " + day(now));
      return true;
    }
    return false;
  }

  private static String names(Seen seen) {
    return seen.names().isEmpty() ? "" : ", only for " + String.join(", ", seen.names());
  }

  private void distrusted(Seen seen, Failure why) {
    if (seen.ownIssuer()) {
      findings.bad(
          WHAT,
          "it is signed by itself, so nothing says that it is the server's",
          "get it from whoever runs the server and name it: --ca-file FILE or GLIDE_CA");
    } else if (seen.alone()) {
      findings.bad(
          WHAT,
          "it is by " + seen.issuer() + ", and the server does not show that one's certificate",
          "the server should be given the whole chain; for a private authority: --ca-file FILE");
    } else {
      findings.bad(
          WHAT,
          why.message() + ": it is by " + seen.issuer(),
          "for a private authority: --ca-file FILE or GLIDE_CA");
    }
  }

  private static String day(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
