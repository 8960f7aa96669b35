package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.shared.api.Limits;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final int CHUNK = 4 << 20;
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 5);
  private static final Entry FOLDER = new FolderEntry("a", 0755, TIME);
  private final SealingKeys keys = SealingKeys.of(TransferKey.random(), UUID.randomUUID());
  private final BodySealer sealer = new BodySealer(keys);
  private final BodyOpener opener = new BodyOpener(keys);

  @Property(tries = 200)
  void readsBackWhatItWrote(@ForAll("manifests") Manifest manifest) throws Failure {
    assertThat(Manifest.decode(manifest.encode())).isEqualTo(manifest);
  }

  @Property(tries = 200)
  void anythingElseIsAFailureOrAnotherManifest(
      @ForAll("manifests") Manifest manifest,
      @ForAll @IntRange(min = 0) int where,
      @ForAll byte value) {
    byte[] damaged = manifest.encode();
    damaged[where % damaged.length] = value;
    assertReadable(damaged);
    assertReadable(Arrays.copyOf(damaged, where % damaged.length));
  }

  @Property(tries = 300)
  void noiseIsAFailureOrAManifest(@ForAll byte[] noise) {
    byte[] versioned = new byte[noise.length + 1];
    versioned[0] = 1;
    System.arraycopy(noise, 0, versioned, 1, noise.length);
    assertReadable(versioned);
  }

  private static void assertReadable(byte[] bytes) {
    try {
      assertThat(Manifest.decode(bytes).entries()).isNotEmpty();
    } catch (Failure e) {
      assertThat(e.code()).isIn("manifest-invalid", "newer-version");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "/etc", "a\0b", "../x", "a/", "x/../../y"})
  void refusesNamesThatAreNone(String name) {
    assertInvalid(raw(entry(1, 0, "a"), entry(0, 1, name, 3)));
    assertInvalid(raw(entry(0, 0, name, 3)));
  }

  @Test
  void refusesNamesThatAreNotUnicode() {
    FieldWriter entry = new FieldWriter(32).octet(0).number(0).number(2);
    entry.octet(0xc3).octet(0x28).number(0644).time(TIME).number(0);
    assertInvalid(raw(entry));
    assertThatThrownBy(() -> new FileEntry("\ud800", 0, 0644, TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNamesAndPathsWithoutMeasure() {
    assertInvalid(raw(entry(0, 0, "n".repeat(1025), 3)));
    List<FieldWriter> deep = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      deep.add(entry(1, i, "d"));
    }
    assertInvalid(raw(deep.toArray(FieldWriter[]::new)));
    List<FieldWriter> longPath = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      longPath.add(entry(1, i, "d".repeat(1000)));
    }
    assertInvalid(raw(longPath.toArray(FieldWriter[]::new)));
  }

  @Test
  void refusesAPathTwice() {
    assertInvalid(raw(entry(0, 0, "a", 1), entry(0, 0, "a", 1)));
    assertInvalid(raw(entry(1, 0, "a"), entry(0, 0, "a", 1)));
  }

  @Test
  void refusesAnEntryInNoFolder() {
    assertInvalid(raw(entry(0, 1, "a", 1)));
    assertInvalid(raw(entry(1, 0, "a"), entry(0, 2, "b", 1)));
    Entry below = new FileEntry("a/b", 1, 0644, TIME);
    for (Entry parent :
        List.of(
            new FileEntry("a", 1, 0644, TIME),
            new LinkEntry("a", "/etc", TIME),
            new FolderEntry("A", 0755, TIME))) {
      assertThatThrownBy(() -> manifest(parent, below)).hasMessageContaining("lies in no folder");
    }
    assertThatThrownBy(() -> manifest(below, FOLDER)).hasMessageContaining("lies in no folder");
  }

  @Test
  void refusesSizesThatAddUpToTooMuch() {
    assertInvalid(raw(entry(0, 0, "a", Long.MAX_VALUE), entry(0, 0, "b", Long.MAX_VALUE)));
    assertInvalid(raw(entry(0, 0, "a", (long) CHUNK * ChunkLayout.MAX_CHUNKS + 1)));
    assertThatThrownBy(() -> new FileEntry("a", -1, 0644, TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatNoClientMakes() {
    assertInvalid(raw());
    assertInvalid(raw(entry(3, 0, "a")));
    assertInvalid(raw(new FieldWriter(32).octet(1).number(0).text("a").number(01000).time(TIME)));
    assertInvalid(
        raw(new FieldWriter(32).octet(2).number(0).text("a").number(0).time(TIME).text("")));
    FieldWriter late = new FieldWriter(32).octet(1).number(0).text("a").number(0);
    assertInvalid(raw(late.number(1L << 60).number(0)));
  }

  @Test
  void refusesALayoutOutsideTheLimits() {
    FieldWriter header = new FieldWriter(16).number(1).octet(0).text("").text("");
    FieldWriter out = new FieldWriter(64).octet(1).record(header).number(1);
    assertInvalid(out.record(entry(1, 0, "a")).toBytes());
  }

  @Test
  void saysWhenItIsTooOld() {
    byte[] encoded = manifest(FOLDER).encode();
    encoded[0] = 2;
    Refusals.messageOf("newer-version", () -> Manifest.decode(encoded));
  }

  @Test
  void ignoresWhatLaterClientsAdd() throws Failure {
    FieldWriter header =
        new FieldWriter(32).number(CHUNK).octet(0xfe).text("c").text("n").text("new");
    FieldWriter out = new FieldWriter(64).octet(1).record(header).number(1);
    out.record(entry(0, 0, "a", 7).text("more")).text("and more");
    Manifest manifest = Manifest.decode(out.toBytes());
    assertThat(manifest).isEqualTo(manifestOf("c", "n", new FileEntry("a", 7, 0644, TIME)));
  }

  @Test
  void opensSealedOnesOfItsTransferOnly() throws Exception {
    Manifest manifest = manifest(FOLDER, new FileEntry("a/b", 5, 0600, TIME));
    byte[] sealed = manifest.seal(sealer);
    assertThat(Manifest.open(opener, sealed)).isEqualTo(manifest);
    assertThatThrownBy(() -> Summary.open(opener, sealed)).isInstanceOf(NotAuthentic.class);
  }

  @Test
  void refusesToSealMoreThanTheRegistryTakes() throws Failure {
    Random random = new Random(1);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      entries.add(
          new FileEntry(
              Long.toHexString(random.nextLong()) + i, random.nextInt(1 << 20), 0644, TIME));
    }
    Manifest small = manifestOf("", "", entries.subList(0, 10_000).toArray(Entry[]::new));
    assertThat(small.seal(sealer).length).isLessThan(Limits.MAX_MANIFEST_BYTES / 10);
    List<Entry> tooMany = new ArrayList<>();
    for (Entry entry : entries) {
      byte[] noise = new byte[40];
      random.nextBytes(noise);
      tooMany.add(new FileEntry(entry.path() + Arrays.hashCode(noise) + hex(noise), 1, 0644, TIME));
    }
    Manifest large = manifestOf("", "", tooMany.toArray(Entry[]::new));
    Refusals.messageOf("too-many-entries", () -> large.seal(sealer));
  }

  @Test
  void namesTheFirstEntryThatDiffers() {
    Manifest one = manifest(FOLDER, new FileEntry("a/b", 5, 0600, TIME));
    Manifest other = manifest(FOLDER, new FileEntry("a/b", 5, 0600, TIME.plusNanos(1)));
    Manifest shorter = manifest(FOLDER);
    assertThat(one.firstDifference(one)).isEmpty();
    assertThat(one.firstDifference(other)).contains("a/b");
    assertThat(one.firstDifference(shorter)).contains("a/b");
    assertThat(shorter.firstDifference(one)).contains("a/b");
  }

  @Test
  void aStreamGetsItsSizeFromItsTrailer() throws Exception {
    Manifest stream = Manifest.ofStream("c", "n", CHUNK, "dir.tar");
    assertThat(stream.layout().chunkCount()).isZero();
    Trailer trailer = Trailer.open(opener, new Trailer(CHUNK + 1L, TIME).seal(sealer));
    assertThat(stream.closed(trailer).layout()).isEqualTo(new ChunkLayout(CHUNK, CHUNK + 1L));
    Trailer endless = new Trailer(Long.MAX_VALUE - 1, TIME);
    Refusals.messageOf("manifest-invalid", () -> stream.closed(endless));
    assertThat(stream.summary().totalBytes()).isEqualTo(Summary.UNKNOWN);
    assertThatThrownBy(() -> Manifest.ofStream("", "", CHUNK, "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void summaryTellsTheFirstNamesAndFitsWhereItMust() throws Exception {
    List<Entry> roots = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      roots.add(new FileEntry("\u00e9".repeat(500) + i, i, 0644, TIME));
    }
    Manifest manifest = manifestOf("", "\u00fc".repeat(500), roots.toArray(Entry[]::new));
    byte[] sealed = manifest.summary().seal(sealer);
    assertThat(sealed.length).isLessThanOrEqualTo(Limits.MAX_SUMMARY_BYTES);
    Summary summary = Summary.open(opener, sealed);
    assertThat(summary).isEqualTo(manifest.summary());
    assertThat(summary.entries()).isEqualTo(100);
    assertThat(summary.totalBytes()).isEqualTo(4950);
    assertThat(summary.names()).isNotEmpty().hasSizeLessThan(9);
  }

  @Provide
  Arbitrary<Manifest> manifests() {
    return Arbitraries.randomValue(ManifestTest::random);
  }

  private static Manifest random(Random random) {
    List<Entry> entries = new ArrayList<>();
    List<String> folders = new ArrayList<>(List.of(""));
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      String name = i + "n\u00e9 \ud83d\ude80\n\"".substring(0, 1 + random.nextInt(6));
      if (Character.isHighSurrogate(name.charAt(name.length() - 1))) {
        name += "\ude80";
      }
      String path = folders.get(random.nextInt(folders.size())) + name;
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-(1L << 40), 1L << 40), random.nextInt(1_000_000_000));
      switch (random.nextInt(3)) {
        case 0 -> {
          entries.add(new FolderEntry(path, random.nextInt(512), time));
          folders.add(path + "/");
        }
        case 1 -> entries.add(new LinkEntry(path, "../" + name, time));
        default ->
            entries.add(new FileEntry(path, random.nextLong(1L << 35), random.nextInt(512), time));
      }
    }
    return new Manifest("client", "note \u00e9", CHUNK, false, entries);
  }

  private static Manifest manifest(Entry... entries) {
    return manifestOf("", "", entries);
  }

  private static Manifest manifestOf(String client, String note, Entry... entries) {
    return new Manifest(client, note, CHUNK, false, List.of(entries));
  }

  private static void assertInvalid(byte[] encoded) {
    Refusals.messageOf("manifest-invalid", () -> Manifest.decode(encoded));
  }

  private static byte[] raw(FieldWriter... entries) {
    FieldWriter header = new FieldWriter(16).number(CHUNK).octet(0).text("").text("");
    FieldWriter out = new FieldWriter(64).octet(1).record(header).number(entries.length);
    for (FieldWriter entry : entries) {
      out.record(entry);
    }
    return out.toBytes();
  }

  private static FieldWriter entry(int kind, int folder, String name) {
    return new FieldWriter(32).octet(kind).number(folder).text(name).number(0644).time(TIME);
  }

  private static FieldWriter entry(int kind, int folder, String name, long size) {
    return entry(kind, folder, name).number(size);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
