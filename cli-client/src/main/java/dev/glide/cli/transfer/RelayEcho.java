package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.remote.RelayClient;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Meets itself on a relay, as both sides of a session, and passes something through. */
final class RelayEcho {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration DIRECT_CONNECT = Duration.ofSeconds(3);
  private static final int SHOWN_BYTES = 60;

  private final Member member;
  private final Specimen specimen;

  RelayEcho(Member member, Specimen specimen) {
    this.member = member;
    this.specimen = specimen;
  }

  /** Both ends of one session. */
  private record Meeting(SessionGrant sender, SessionGrant receiver) {}

  /** How long it took to pass all of the specimen on. */
  Duration run() throws Failure {
    var _ = member.registry().accept(specimen.id());
    SessionGrant receiver =
        member.registry().session(specimen.id(), new SessionRequest(null, null, null));
    SessionGrant sender =
        member
            .registry()
            .session(specimen.id(), new SessionRequest(receiver.session(), null, null));
    return along(new Meeting(sender, receiver));
  }

  /** By the relay's own address if it has one that can be reached, as transfers do. */
  private Duration along(Meeting meeting) throws Failure {
    String url = meeting.receiver().url();
    if (url != null) {
      var direct = member.dialer().towards(ServerAddress.parse(url, true));
      if (direct.isPresent()) {
        try {
          return pass(direct.get().connectWithin(DIRECT_CONNECT), meeting);
        } catch (Failure e) {
          if (e.exitCode() != ExitCode.NETWORK) {
            throw e;
          }
        }
      }
    }
    return pass(member.dialer(), meeting);
  }

  private Duration pass(Dialer dialer, Meeting meeting) throws Failure {
    try {
      return passOn(new RelayClient(dialer.silence(SILENCE)), meeting);
    } catch (Failure e) {
      throw e.code().equals("server-away") ? lost(e.message()).because(e) : e;
    }
  }

  private Duration passOn(RelayClient relay, Meeting meeting) throws Failure {
    try (RawConnection in = relay.connect(meeting.receiver(), 0);
        RawConnection out = relay.connect(meeting.sender(), 0)) {
      long start = System.nanoTime();
      Background<Boolean> writing = Background.start("echo", () -> write(out));
      for (int i = 0; i < specimen.chunkCount(); i++) {
        requireSame(in, specimen.chunk(i));
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      var _ = writing.get();
      in.finish();
      out.finish();
      return taken;
    } catch (IOException e) {
      throw lost("the connection through the relay broke (" + e.getMessage() + ")").because(e);
    }
  }

  private boolean write(RawConnection out) throws Failure {
    try {
      for (int i = 0; i < specimen.chunkCount(); i++) {
        out.write(specimen.chunk(i), 0, specimen.chunk(i).length);
      }
      return true;
    } catch (IOException e) {
      throw lost("the connection through the relay broke (" + e.getMessage() + ")").because(e);
    }
  }

  private static void requireSame(RawConnection in, byte[] chunk) throws IOException, Failure {
    byte[] found = new byte[chunk.length];
    int at = 0;
    while (at < found.length) {
      int read = in.read(found, at, found.length - at);
      if (read < 0) {
        throw lost("the relay ended the session: " + words(found, at));
      }
      at += read;
    }
    if (!Arrays.equals(found, chunk)) {
      throw new Failure(
              ExitCode.NOT_AUTHENTIC, "not-authentic", "something else came through the relay")
          .hint("see what lies between here and the server: it changes what passes");
    }
  }

  /** A relay's last line says why. */
  private static String words(byte[] bytes, int length) {
    int from = Math.max(0, length - SHOWN_BYTES);
    String tail = new String(bytes, from, length - from, StandardCharsets.ISO_8859_1);
    int line = tail.lastIndexOf("glide/1 ending ");
    return line < 0 ? "without a word" : tail.substring(line + 15).strip();
  }

  private static Failure lost(String message) {
    return new Failure(ExitCode.NETWORK, "session-lost", message)
        .hint(
            "something on the way, such as a proxy, may not let “Upgrade: glide/1” pass; transfers"
                + " are parked then");
  }
}
