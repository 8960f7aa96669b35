package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.identity.Registration;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.PresenceProbe;
import dev.glide.cli.remote.Probe;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.cli.remote.SignIn;
import dev.glide.shared.api.Account;
import dev.glide.shared.trace.Correlation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Finds out why things do not work: address, connection, certificate, clock, sign-in, and every way
 * that bytes can take. What it brings to the server to try that it takes back.
 */
public final class Doctor {
  /** The registry forgives 60 s. */
  private static final Duration LARGEST_SKEW = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Settings settings;
  private final Clock clock;
  private final Findings findings;
  private final Correlation correlation;

  /**
   * Prepares.
   *
   * @param correlation by which the server's operator finds what this has asked
   * @param reader hears of each thing when it has been looked at
   */
  public Doctor(Settings settings, Clock clock, Correlation correlation, Consumer<Finding> reader) {
    this.settings = settings;
    this.clock = clock;
    this.correlation = correlation;
    this.findings = new Findings(reader);
  }

  /** Looks at one thing after the other, as far as the one before it allows. */
  public void examine() {
    try {
      Profile profile = Profile.of(settings);
      Optional<Registration> registration = profile.registration();
      ServerAddress address = Places.server(settings);
      findings.good("address", address.origin());
      Dialer dialer =
          Dialer.to(address, settings.caFile()).following(correlation).silence(PATIENCE);
      boolean there = reachable(dialer);
      if (registration.isEmpty()) {
        profile.requireRegistration();
      }
      if (there) {
        member();
      }
    } catch (Failure e) {
      findings.bad("profile", e);
    }
  }

  private boolean reachable(Dialer dialer) {
    try {
      Probe.Seen registry = Probe.look(dialer, "/api/v1/jwks");
      findings.good("connection", registry.address());
      new CertificateCheck(dialer, clock, findings).believed();
      if (registry.status() != 200) {
        findings.bad(
            "registry",
            "answers with status " + registry.status(),
            "check the address: something else may listen there");
        return false;
      }
      findings.good("registry", "answers");
      registry.date().ifPresent(this::compareClocks);
      return true;
    } catch (Failure e) {
      if (e.code().equals("tls")) {
        new CertificateCheck(dialer, clock, findings).refused(e);
      } else {
        findings.bad("connection", e);
      }
      return false;
    }
  }

  private void compareClocks(Instant theirs) {
    Duration skew = Duration.between(theirs, clock.instant());
    long seconds = skew.toSeconds();
    // The server says its time in whole seconds.
    String words =
        Math.abs(seconds) <= 1
            ? "as the server's"
            : "%d s %s the server's"
                .formatted(Math.abs(seconds), seconds < 0 ? "behind" : "ahead of");
    if (skew.abs().compareTo(LARGEST_SKEW) <= 0) {
      findings.good("clock", words);
    } else {
      findings.bad(
          "clock",
          words,
          "set this machine's clock, or have the server's set: signing in fails when they are more"
              + " than a minute apart");
    }
  }

  private void member() {
    try (Member member = Member.open(settings, correlation)) {
      Account account = member.account();
      findings.good("sign-in", "@" + account.handle());
      online(member);
      storeAnswers(member.dialer());
      new Echo(member, findings).run();
    } catch (Failure e) {
      findings.bad("sign-in", e);
    }
  }

  private void online(Member member) {
    try (SignIn signIn = member.signIn()) {
      PresenceProbe.look(member.dialer().silence(PATIENCE), signIn);
      findings.good("relay", "this device can be online");
    } catch (Failure e) {
      findings.bad(
          "relay",
          e.message(),
          e.hint()
              .filter(hint -> !e.code().equals("server-away"))
              .orElse(
                  "something on the way, such as a proxy, may not let WebSockets pass; without"
                      + " it everything is parked and nobody sees that you are there"));
    }
  }

  /** Without a ticket the store refuses; that it does so is how one knows it is there. */
  private void storeAnswers(Dialer dialer) {
    try {
      int status = Probe.look(dialer.silence(PATIENCE), "/chunks/v1/" + new UUID(0, 0)).status();
      if (status == 401) {
        findings.good("chunk store", "answers");
      } else {
        findings.bad(
            "chunk store",
            "answers with status " + status,
            "the server has trouble with its storage, or something in between answers");
      }
    } catch (Failure e) {
      findings.bad("chunk store", e);
    }
  }
}
