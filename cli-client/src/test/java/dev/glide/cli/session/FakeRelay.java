package dev.glide.cli.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.Json;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.SessionEnding;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A relay in this process: sessions, their endings and presence, on a plain socket. It believes its
 * tickets, which {@link #grant} makes, and misbehaves when a test wants it to. What is not for a
 * relay it passes on to the server behind it, so that it can be the one origin of both.
 */
public final class FakeRelay implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("GET /relay/v1/sessions/([^/?]+)(/ending)?\\?lane=(\\d+)(?:&epoch=\\d+)? ");
  private static final Pattern BEARER = Pattern.compile("Authorization: Bearer (\\S+)\r\n");
  private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)\r\n");

  private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final Optional<Integer> behind;
  private final Map<Place, Guest> waiting = new HashMap<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Socket> present = new CopyOnWriteArrayList<>();
  private final Map<Place, FakePipe> pipes = new ConcurrentHashMap<>();

  /** Heads of all requests that were for the relay. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  private volatile Function<Flow, Meddler> meddling = _ -> Meddler.HONEST;
  private volatile boolean crossing;
  private volatile @Nullable ErrorCode refusal;
  private volatile @Nullable String ending;

  /** One lane of one session, in one epoch. */
  public record Place(UUID session, int lane, int epoch) {}

  /** One direction of a lane. */
  public record Flow(Place place, Side from) {}

  private record Guest(Socket socket, Side side) {}

  public FakeRelay() throws IOException {
    this(Optional.empty());
  }

  /** In front of a server on a port of this machine. */
  public FakeRelay(int portBehind) throws IOException {
    this(Optional.of(portBehind));
  }

  private FakeRelay(Optional<Integer> behind) throws IOException {
    this.behind = behind;
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  public Dialer dialer() throws Failure {
    return Dialer.to(ServerAddress.parse(url(), false), Optional.empty());
  }

  /** What a registry would give this side; {@code url} of it is this relay. */
  public SessionGrant grant(UUID session, UUID transfer, Side side, int epoch) {
    Ticket ticket = new Ticket(side + ":" + epoch, Instant.now().plusSeconds(600));
    return new SessionGrant(
        session, transfer, "bob", new UUID(7, 7), epoch, url(), true, ticket, null);
  }

  /** From now on new lanes are passed through what this makes for each direction. */
  public void meddle(Function<Flow, Meddler> with) {
    meddling = with;
  }

  /** From now on connections are paired whatever session they ask for. */
  public void cross(boolean sessions) {
    crossing = sessions;
  }

  /** From now on connections are refused; {@code null}: taken again. */
  public void refuse(@Nullable ErrorCode code) {
    refusal = code;
  }

  /** What is answered about every connection that has ended; {@code null}: it is not known. */
  public void endings(@Nullable String name) {
    ending = name;
  }

  /** Ends all that wait for a partner with this line. */
  public void endWaiting(String name) throws IOException {
    List<Guest> guests;
    synchronized (waiting) {
      guests = List.copyOf(waiting.values());
      waiting.clear();
    }
    for (Guest each : guests) {
      dismiss(each.socket(), name);
    }
  }

  /** How many wait for a partner. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** How many lanes are paired now. */
  public int paired() {
    return pipes.size();
  }

  /** Breaks all paired lanes, without a word. */
  public void cut() {
    pipes.values().forEach(FakePipe::cut);
  }

  /** Passes nothing on any more and says nothing: the lanes are half open. */
  public void freeze(boolean frozen) {
    pipes.values().forEach(pipe -> pipe.freeze(frozen));
  }

  /** Bytes that were passed on, in all lanes that are paired now. */
  public long passed() {
    return pipes.values().stream().mapToLong(FakePipe::passed).sum();
  }

  /** Says something to everybody who is present. */
  public void tell(Notice notice) throws IOException {
    for (Socket each : present) {
      say(each, notice);
    }
  }

  /** How many are present. */
  public int present() {
    return present.size();
  }

  /** Breaks all presence sockets. */
  public void forget() throws IOException {
    for (Socket each : present) {
      each.close();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      String head = head(socket.getInputStream());
      if (!head.startsWith("GET /relay/v1/")) {
        passOn(socket, head);
        return;
      }
      requests.add(head);
      ErrorCode refused = refusal;
      Matcher session = REQUEST.matcher(head);
      if (refused != null) {
        answer(socket, refused.status(), Problem.of(refused, refused.title()));
      } else if (head.startsWith("GET /relay/v1/presence ")) {
        stay(socket, head);
      } else if (!session.find()) {
        answer(socket, 404, Problem.of(ErrorCode.NOT_FOUND, "there is nothing here"));
      } else if (session.group(2) == null) {
        join(socket, head, UUID.fromString(session.group(1)), Integer.parseInt(session.group(3)));
      } else {
        tellEnding(socket);
      }
    } catch (IOException e) {
      // The client has gone: that is its right.
      close(socket);
    }
  }

  private void tellEnding(Socket socket) throws IOException {
    String name = ending;
    if (name == null) {
      answer(socket, 404, Problem.of(ErrorCode.NOT_FOUND, "nothing is known of it"));
    } else {
      answer(socket, 200, new SessionEnding(name));
    }
  }

  private void passOn(Socket socket, String head) throws IOException {
    if (behind.isEmpty()) {
      answer(socket, 404, Problem.of(ErrorCode.NOT_FOUND, "there is nothing here"));
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), behind.get());
    sockets.add(server);
    server.getOutputStream().write(head.getBytes(ISO_8859_1));
    FakePipe.between(socket, server).run(Meddler.HONEST, Meddler.HONEST, () -> {});
  }

  private void join(Socket socket, String head, UUID session, int lane) throws IOException {
    String ticket = bearer(head);
    int colon = ticket.indexOf(':');
    Side side = Side.valueOf(ticket.substring(0, colon));
    Place place =
        new Place(
            crossing ? new UUID(0, 0) : session,
            lane,
            Integer.parseInt(ticket.substring(colon + 1)));
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: glide/1\r\n\r\n"
                .getBytes(ISO_8859_1));
    Guest partner;
    synchronized (waiting) {
      partner = waiting.remove(place);
      if (partner == null || partner.side() == side) {
        waiting.put(place, new Guest(socket, side));
      }
    }
    if (partner != null && partner.side() == side) {
      dismiss(partner.socket(), "replaced");
    } else if (partner != null) {
      Guest guest = new Guest(socket, side);
      pair(place, side == Side.SENDER ? guest : partner, side == Side.SENDER ? partner : guest);
    }
  }

  private void pair(Place place, Guest sender, Guest receiver) throws IOException {
    FakePipe pipe = FakePipe.between(sender.socket(), receiver.socket());
    pipes.put(place, pipe);
    pipe.run(
        meddling.apply(new Flow(place, Side.SENDER)),
        meddling.apply(new Flow(place, Side.RECEIVER)),
        () -> pipes.remove(place, pipe));
  }

  private static void dismiss(Socket socket, String name) throws IOException {
    socket.getOutputStream().write(("glide/1 ending " + name + "\r\n").getBytes(ISO_8859_1));
    socket.close();
  }

  private void stay(Socket socket, String head) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accept(head)
                    + "\r\n\r\n")
                .getBytes(ISO_8859_1));
    say(socket, new Notice(Notice.READY, null));
    present.add(socket);
    try (socket) {
      // What a client says there is ignored.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } finally {
      present.remove(socket);
    }
  }

  private static void say(Socket socket, Notice notice) throws IOException {
    byte[] text = Json.write(notice).getBytes(UTF_8);
    byte[] frame = new byte[2 + text.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) text.length;
    System.arraycopy(text, 0, frame, 2, text.length);
    socket.getOutputStream().write(frame);
  }

  private static String accept(String head) {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IllegalStateException("no key in " + head);
    }
    try {
      String text = key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bearer(String head) {
    Matcher token = BEARER.matcher(head);
    return token.find() ? token.group(1) : "";
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client has closed");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void answer(Socket socket, int status, Object record) throws IOException {
    String json = Json.write(record);
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 " + status + " Fake",
            "Content-Type: application/json",
            "Connection: close",
            "Content-Length: " + json.getBytes(UTF_8).length,
            "",
            "");
    socket.getOutputStream().write((head + json).getBytes(UTF_8));
    socket.close();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    sockets.forEach(FakeRelay::close);
  }
}
