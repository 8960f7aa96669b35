package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.fault.Fate;
import dev.glide.chunks.fault.FaultyLine;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is tried again, and what is not. */
class S3RetriesIT {
  private static final int BROKEN_AT = 1_500_000;

  private final ChunkKey key =
      new TransferKey(LocalDate.of(2031, 5, 17), UUID.randomUUID()).chunk(0);
  private final byte[] content = Chunks.random(4_000_000, 1);
  private final Deque<Fate> fates = new ConcurrentLinkedDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Interceptor before = chain -> chain.proceed(chain.request());

  private final S3Calls calls = new S3Calls();

  @TempDir Path folder;
  private TestS3 s3;
  private FaultyLine line;
  private S3ChunkStorage sound;
  private S3ChunkStorage storage;

  @BeforeEach
  void start() throws Exception {
    s3 = TestS3.start(folder);
    line = FaultyLine.to(s3.settings().port(), this::nextFate);
    sound = S3ChunkStorage.open(s3.settings());
    // The bucket is made here, so that what follows is all that the test asks for.
    assertThat(sound.list(key.transfer()).isEmpty()).isTrue();
    S3Server byLine = s3.settings().by("http://127.0.0.1:" + line.port()).leavingTheBucket();
    storage =
        S3ChunkStorage.over(
            byLine,
            S3Connections.open(byLine)
                .newBuilder()
                .addInterceptor(chain -> {
                  requests.add(chain.request());
                  return before.intercept(chain);
                })
                .build(),
            calls);
  }

  @AfterEach
  void stop() throws IOException {
    storage.close();
    sound.close();
    line.close();
    s3.close();
  }

  @Test
  void putsAgainWhileNothingOfTheBodyWasTaken() throws IOException {
    before =
        chain -> {
          if (requests.size() < 3) {
            throw new ConnectException("nobody listens");
          }
          return chain.proceed(chain.request());
        };
    put(storage, content);
    assertThat(requests).hasSize(3);
    assertThat(calls.of(S3Calls.Outcome.AGAIN)).isEqualTo(2);
    assertThat(calls.of(S3Calls.Outcome.DONE)).isEqualTo(1);
    assertThat(read(sound)).isEqualTo(content);
  }

  @Test
  void doesNotPutAgainWhatHasBegun() throws IOException {
    fates.add(new Fate.Broken(true, BROKEN_AT, Fate.End.RESET));
    assertThat(codeOf(() -> put(storage, content))).isEqualTo(ErrorCode.STORAGE_AWAY);
    assertThat(requests).hasSize(1);
    assertThat(calls.of(S3Calls.Outcome.FAILED)).isEqualTo(1);
    assertThat(sound.open(key)).isEmpty();
    put(storage, content);
    assertThat(read(sound)).isEqualTo(content);
  }

  @Test
  void fetchesOnWhereAConnectionBroke() throws IOException {
    put(sound, content);
    fates.add(new Fate.Broken(false, BROKEN_AT, Fate.End.CUT));
    fates.add(Fate.Refused.REFUSED);
    fates.add(new Fate.Broken(false, BROKEN_AT, Fate.End.RESET));
    assertThat(read(storage)).isEqualTo(content);
    assertThat(requests).hasSize(4);
    assertThat(requests.getFirst().header("Range")).isNull();
    assertThat(requests.getLast().header("Range")).isNotEqualTo("bytes=0-");
    assertThat(requests.getLast().header("If-Match")).isNotNull();
  }

  @Test
  void joinsNoHalvesOfTwoObjects() throws IOException {
    put(sound, content);
    fates.add(new Fate.Broken(false, BROKEN_AT, Fate.End.CUT));
    before =
        chain -> {
          if (requests.size() == 2) {
            put(sound, Chunks.random(content.length, 2));
          }
          return chain.proceed(chain.request());
        };
    assertThatThrownBy(() -> read(storage)).isInstanceOf(GlideException.class);
  }

  @Test
  void givesUpWhenNothingComesAnyMore() throws IOException {
    put(sound, content);
    for (int i = 0; i < 30; i++) {
      fates.add(new Fate.Broken(false, 10, Fate.End.CUT));
    }
    assertThat(codeOf(() -> read(storage))).isEqualTo(ErrorCode.STORAGE_AWAY);
  }

  @Test
  void asksOnceWhatIsRefusedForGood() throws IOException {
    S3Server stranger =
        new S3Server(
            s3.settings().endpoint(),
            s3.settings().user(),
            "another-secret",
            s3.settings().bucketName(),
            false);
    try (S3ChunkStorage refused =
        S3ChunkStorage.over(
            stranger,
            S3Connections.open(stranger)
                .newBuilder()
                .addInterceptor(chain -> {
                  requests.add(chain.request());
                  return chain.proceed(chain.request());
                })
                .build())) {
      assertThat(codeOf(() -> refused.list(key.transfer()))).isEqualTo(ErrorCode.STORAGE_AWAY);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void listsThoughSomeRequestsFail() throws IOException {
    fates.add(Fate.Refused.REFUSED);
    fates.add(new Fate.Broken(false, 10, Fate.End.RESET));
    assertThat(storage.list(key.transfer()).isEmpty()).isTrue();
    assertThat(requests).hasSize(3);
  }

  private Fate nextFate() {
    Fate next = fates.poll();
    return next == null ? Fate.Sound.SOUND : next;
  }

  private void put(S3ChunkStorage to, byte[] bytes) throws IOException {
    to.put(key, bytes.length, Chunks.crc32c(bytes), Chunks.body(bytes, 65_536));
  }

  private byte[] read(S3ChunkStorage from) throws IOException {
    try (StoredChunk chunk = from.open(key).orElseThrow()) {
      return Chunks.read(chunk);
    }
  }

  private static ErrorCode codeOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(GlideException.class, call).code();
  }
}
