package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.identity.Registration;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.Probe;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.shared.api.Account;
import dev.glide.shared.trace.Correlation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds out why things do not work: address, connection, certificate, clock, sign-in, store. */
public final class Doctor {
  /** The registry forgives 60 s. */
  private static final Duration LARGEST_SKEW = Duration.ofSeconds(60);

  private final Settings settings;
  private final Correlation correlation = Correlation.fresh();
  private final List<Finding> findings = new ArrayList<>();

  public Doctor(Settings settings) {
    this.settings = settings;
  }

  /**
   * What was looked at.
   *
   * @param words what was found, one line
   */
  public record Finding(String what, boolean good, String words, Optional<String> hint) {}

  /** Looks at one thing after the other, as far as the one before it allows. */
  public List<Finding> examine() {
    findings.clear();
    try {
      Profile profile = Profile.of(settings);
      Optional<Registration> registration = profile.registration();
      ServerAddress address = Places.server(settings);
      good("address", address.origin());
      if (reachable(address) && registration.isPresent()) {
        signedIn();
      } else if (registration.isEmpty()) {
        profile.requireRegistration();
      }
    } catch (Failure e) {
      bad("profile", e);
    }
    return List.copyOf(findings);
  }

  private boolean reachable(ServerAddress address) {
    try {
      Dialer dialer = Dialer.to(address, settings.caFile()).following(correlation);
      Probe.Seen registry = Probe.look(dialer, "/api/v1/jwks");
      good("connection", registry.address());
      registry.protocol().ifPresent(words -> good("certificate", words));
      if (registry.status() != 200) {
        finding("registry", false, "answers with status " + registry.status(), "check the address");
        return false;
      }
      good("registry", "answers");
      registry.date().ifPresent(this::clock);
      // Without a ticket the store refuses; that it does so is how one knows it is there.
      int store = Probe.look(dialer, "/chunks/v1/" + new UUID(0, 0)).status();
      finding(
          "chunk store",
          store == 401,
          store == 401 ? "answers" : "answers with status " + store,
          "the server has trouble with its storage, or something in between answers");
      return true;
    } catch (Failure e) {
      bad("connection", e);
      return false;
    }
  }

  private void clock(Instant theirs) {
    Duration skew = Duration.between(theirs, Instant.now());
    boolean good = skew.abs().compareTo(LARGEST_SKEW) <= 0;
    long seconds = skew.toSeconds();
    finding(
        "clock",
        good,
        "%d s %s the server's".formatted(Math.abs(seconds), seconds < 0 ? "behind" : "ahead of"),
        "set the clock: signing in fails when it is off by more than a minute");
  }

  private void signedIn() {
    try (Member member = Member.open(settings).following(correlation)) {
      Account account = member.account();
      good("sign-in", "@" + account.handle());
    } catch (Failure e) {
      bad("sign-in", e);
    }
  }

  private void good(String what, String words) {
    findings.add(new Finding(what, true, words, Optional.empty()));
  }

  private void finding(String what, boolean good, String words, String hint) {
    findings.add(new Finding(what, good, words, good ? Optional.empty() : Optional.of(hint)));
  }

  private void bad(String what, Failure e) {
    findings.add(new Finding(what, false, e.message(), e.hint()));
  }
}
