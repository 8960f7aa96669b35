package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeWriterTest {
  private static final int BOOT_AT = 8 + 16 + 16;
  @TempDir Path temp;
  private Path source;
  private Path target;
  private ScannedTree tree;

  @BeforeEach
  void scan() throws Exception {
    source = Trees.mixed(temp.resolve("from/album"));
    target = Files.createDirectory(temp.resolve("to"));
    tree = Trees.scan(source);
  }

  @Test
  void goesOnWhereItWasCut() throws Exception {
    int count = tree.manifest().layout().chunkCount();
    for (int chunk = 0; chunk < count; chunk++) {
      try (TreeWriter writer = open(OnConflict.REFUSE)) {
        assertThat(writer.writtenCount()).isEqualTo(chunk);
        write(writer, chunk);
      }
      assertThat(target.resolve("album")).doesNotExist();
    }
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThat(writer.isComplete()).isTrue();
      Trees.finish(writer);
    }
    assertArrived("album");
  }

  @Test
  void writesAChunkAgainThatWasCutBeforeItWasMarked() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
    }
    mark((byte) 0, 0, tree.manifest().layout().chunkCount());
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThat(writer.writtenCount()).isZero();
      Trees.copy(tree, writer);
      Trees.finish(writer);
    }
    assertArrived("album");
  }

  @Test
  void afterAPowerCutCountsOnlyWhatWasForced() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      write(writer, 0);
      write(writer, 1);
      write(writer, 2);
    }
    mark((byte) 2, 1, 2);
    patch(BOOT_AT, new byte[16]);
    for (int restart = 0; restart < 2; restart++) {
      try (TreeWriter writer = open(OnConflict.REFUSE)) {
        assertThat(writer.written().stream()).containsExactly(1);
      }
    }
  }

  @Test
  void forcesWhatHasBeenWritten() throws Exception {
    Path folder = target.toRealPath();
    PartState state = Destination.openState(Trees.TRANSFER, tree.manifest(), folder);
    state.markWritten(3);
    new PeriodicForce(folder, state).force();
    assertThat(state.forced().stream()).containsExactly(3);
    state.close();
  }

  @Test
  void beginsAnewWhenSomebodyHasRemovedThePart() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      write(writer, 0);
    }
    Destination.deleteTree(part("album"));
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThat(writer.writtenCount()).isZero();
      Trees.copy(tree, writer);
      Trees.finish(writer);
    }
    assertArrived("album");
  }

  @Test
  void beginsAnewWhenTheStateIsOfNoUse() throws Exception {
    Path state = Destination.stateFile(target, Trees.TRANSFER);
    for (int length : new int[] {0, 10, 60, 200}) {
      Files.write(state, new byte[length]);
      try (TreeWriter writer = open(OnConflict.REFUSE)) {
        assertThat(writer.writtenCount()).isZero();
        writer.discard();
      }
    }
    assertThat(Trees.names(target)).isEmpty();
  }

  @Test
  void oneTransferHasOneReceiverInAFolder() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      write(writer, 0);
      Refusals.messageOf("already-receiving", () -> open(OnConflict.REFUSE).close());
      Refusals.messageOf("already-receiving", () -> check(OnConflict.REFUSE));
    }
    check(OnConflict.REFUSE);
  }

  @Test
  void keepsTransfersApartThatBeginTogetherUnderOneName() throws Exception {
    UUID another = UUID.randomUUID();
    Path film = Trees.file(temp.resolve("film"), 70_000);
    Path otherFilm =
        Trees.file(Files.createDirectory(temp.resolve("other")).resolve("film"), 80_000);
    ScannedTree first = Trees.scan(film);
    ScannedTree second = Trees.scan(otherFilm);
    try (TreeWriter one =
            TreeWriter.open(Trees.TRANSFER, first.manifest(), target, OnConflict.RENAME);
        TreeWriter other = TreeWriter.open(another, second.manifest(), target, OnConflict.RENAME)) {
      Trees.copy(second, other);
      Trees.copy(first, one);
      Trees.finish(one);
      Trees.finish(other);
    }
    assertThat(target.resolve("film")).hasSameBinaryContentAs(film);
    assertThat(target.resolve("film (2)")).hasSameBinaryContentAs(otherFilm);
  }

  @Test
  void leavesOtherPartsAlone() throws Exception {
    Path other = Trees.file(part("album"), 5);
    Trees.receive(tree, target, OnConflict.REFUSE);
    assertThat(Trees.names(target)).containsExactly("album", name(part("album")));
    assertThat(other).hasSize(5);
  }

  @Test
  void refusesWhatIsThereBeforeAndAfterFetching() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      Trees.file(target.resolve("album"), 5);
      assertThat(Refusals.messageOf("exists", writer::finish)).contains("album");
    }
    Refusals.messageOf("exists", () -> check(OnConflict.REFUSE));
    Refusals.messageOf("exists", () -> open(OnConflict.REFUSE).close());
    assertThat(target.resolve("album")).hasSize(5);
    try (TreeWriter writer = open(OnConflict.RENAME)) {
      assertThat(Trees.finish(writer)).containsExactly(target.toRealPath().resolve("album (2)"));
    }
    assertArrived("album (2)");
    assertThat(Trees.names(target)).containsExactly("album", "album (2)");
  }

  @Test
  void refusesEvenALinkThatLeadsNowhere() throws Exception {
    Files.createSymbolicLink(target.resolve("album"), Path.of("nowhere"));
    Refusals.messageOf("exists", () -> check(OnConflict.REFUSE));
    Refusals.messageOf("exists", () -> check(OnConflict.OVERWRITE));
    Refusals.messageOf("exists", () -> open(OnConflict.REFUSE).close());
    assertThat(Trees.names(target)).containsExactly("album");
  }

  @Test
  void renamesFilesBeforeTheirSuffix() throws Exception {
    Path film = Trees.file(temp.resolve("film.mkv"), 70_000);
    ScannedTree films = Trees.scan(film);
    for (int i = 0; i < 3; i++) {
      Trees.receive(films, target, OnConflict.RENAME);
    }
    assertThat(Trees.names(target)).containsExactly("film (2).mkv", "film (3).mkv", "film.mkv");
    assertThat(target.resolve("film (3).mkv")).hasSameBinaryContentAs(film);
  }

  @Test
  void overwritesFilesAndMergesFolders() throws Exception {
    Trees.file(target.resolve("album/mine"), 5);
    Trees.file(target.resolve("album/deep/mine"), 6);
    Trees.file(target.resolve("album/a chunk"), 7);
    Trees.receive(tree, target, OnConflict.OVERWRITE);
    assertThat(target.resolve("album/mine")).hasSize(5);
    assertThat(target.resolve("album/deep/mine")).hasSize(6);
    Files.delete(target.resolve("album/mine"));
    Files.delete(target.resolve("album/deep/mine"));
    assertThat(Trees.describe(target.resolve("album")))
        .filteredOn(line -> !line.contains("folder"))
        .isEqualTo(
            Trees.describe(source).stream().filter(line -> !line.contains("folder")).toList());
    assertThat(Trees.names(target)).containsExactly("album");
  }

  @Test
  void neverOverwritesAFolderByAFileNorWritesThroughALink() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectories(target.resolve("album"));
    Files.createSymbolicLink(target.resolve("album/deep"), outside);
    Refusals.messageOf("exists", () -> check(OnConflict.OVERWRITE));
    Refusals.messageOf("exists", () -> open(OnConflict.OVERWRITE).close());
    Files.delete(target.resolve("album/deep"));
    Files.createDirectories(target.resolve("album/a chunk"));
    Refusals.messageOf("exists", () -> check(OnConflict.OVERWRITE));
    assertThat(Trees.names(outside)).isEmpty();
  }

  @Test
  void finishesWhatWasCutBetweenTwoRoots() throws Exception {
    Path one = Trees.file(temp.resolve("one"), 70_000);
    Path two = Trees.file(temp.resolve("two"), 70_000);
    tree = Trees.scan(one, two);
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      Trees.file(target.resolve("two"), 1);
      Refusals.messageOf("exists", writer::finish);
    }
    assertThat(target.resolve("one")).hasSameBinaryContentAs(one);
    try (TreeWriter writer = open(OnConflict.OVERWRITE)) {
      assertThat(writer.isComplete()).isTrue();
      assertThat(Trees.finish(writer)).hasSize(2);
    }
    assertThat(target.resolve("two")).hasSameBinaryContentAs(two);
    assertThat(Trees.names(target)).containsExactly("one", "two");
  }

  @Test
  void finishesWhatWasCutBetweenTheTwoNamesOfAFile() throws Exception {
    Path film = Trees.file(temp.resolve("film.mkv"), 70_000);
    tree = Trees.scan(film);
    Path part = part("film.mkv");
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      Files.createLink(target.resolve("film.mkv"), part);
      Trees.finish(writer);
    }
    assertThat(Trees.names(target)).containsExactly("film.mkv");
    assertThat(target.resolve("film.mkv")).hasSameBinaryContentAs(film);
  }

  /** Where a kill may find a root that is given its final name. */
  enum Cut {
    NOT_BEGUN,
    BOTH_NAMES,
    CLAIMED,
    MOVED
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void finishesAFileThatWasCutWhileItWasPlaced(Cut cut) throws Exception {
    Path film = Trees.file(temp.resolve("film.mkv"), 70_000);
    tree = Trees.scan(film);
    Path part = cutWhilePlacing("film.mkv");
    Path named = target.resolve("film.mkv");
    switch (cut) {
      case NOT_BEGUN -> {}
      case BOTH_NAMES -> Files.createLink(named, part);
      case CLAIMED -> Files.createFile(named);
      case MOVED -> Files.move(part, named);
    }
    goesOnByTheSameCommand();
    assertThat(Trees.names(target)).containsExactly("film.mkv");
    assertThat(named).hasSameBinaryContentAs(film);
  }

  @Test
  void finishesAFolderThatWasCutWhileItWasPlaced() throws Exception {
    Files.move(cutWhilePlacing("album"), target.resolve("album"));
    goesOnByTheSameCommand();
    assertArrived("album");
    assertThat(Trees.names(target)).containsExactly("album");
  }

  @Test
  void finishesALinkThatWasCutWhileItWasPlaced() throws Exception {
    LinkEntry link = new LinkEntry("ln", "some/where", Trees.TIME);
    Manifest manifest = new Manifest("", "", Trees.CHUNK, false, List.of(link));
    try (TreeWriter writer = TreeWriter.open(Trees.TRANSFER, manifest, target, OnConflict.REFUSE)) {
      failToPlace(writer, "ln");
    }
    Path both = Files.createSymbolicLink(target.resolve("ln"), Path.of("some/where"));
    TreeWriter.check(Trees.TRANSFER, manifest, target, OnConflict.REFUSE);
    try (TreeWriter writer = TreeWriter.open(Trees.TRANSFER, manifest, target, OnConflict.REFUSE)) {
      assertThat(Trees.finish(writer)).containsExactly(both.toRealPath(NOFOLLOW_LINKS));
    }
    assertThat(Trees.names(target)).containsExactly("ln");
  }

  @Test
  void whatCameInTheMeantimeIsAConflictStill() throws Exception {
    tree = Trees.scan(Trees.file(temp.resolve("film.mkv"), 70_000));
    cutWhilePlacing("film.mkv");
    Path other = Trees.file(target.resolve("film.mkv"), 3);
    Refusals.messageOf("exists", () -> check(OnConflict.REFUSE));
    Refusals.messageOf("exists", () -> open(OnConflict.REFUSE).close());
    assertThat(other).hasSize(3);
  }

  /** Receives all, up to where the root is moved; returns its part. */
  private Path cutWhilePlacing(String root) throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      failToPlace(writer, root);
    }
    return part(root);
  }

  private void failToPlace(TreeWriter writer, String root) throws IOException {
    Path inTheWay = Files.createDirectory(target.resolve(root));
    Refusals.messageOf("exists", writer::finish);
    Files.delete(inTheWay);
  }

  private void goesOnByTheSameCommand() throws Exception {
    check(OnConflict.REFUSE);
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThat(writer.isComplete()).isTrue();
      Trees.finish(writer);
    }
  }

  @Test
  void canBeFinishedAgainUntilItIsForgotten() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      writer.finish();
    }
    check(OnConflict.REFUSE);
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThat(Trees.finish(writer)).containsExactly(target.toRealPath().resolve("album"));
    }
    assertArrived("album");
    assertThat(Trees.names(target)).containsExactly("album");
  }

  @Test
  void noticesAPartThatSomebodyHasCut() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      Path part = part("album").resolve("deep/er/three chunks");
      Files.write(part, new byte[5]);
      Refusals.messageOf("part-damaged", writer::finish);
    }
  }

  @Test
  void discardsAllItHasMade() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      Trees.copy(tree, writer);
      writer.discard();
    }
    assertThat(Trees.names(target)).isEmpty();
  }

  @Test
  void makesTheFolderItIsToldOf() throws Exception {
    Path deeper = target.resolve("not/yet/there");
    TreeWriter.check(Trees.TRANSFER, tree.manifest(), deeper, OnConflict.REFUSE);
    Trees.receive(tree, deeper, OnConflict.REFUSE);
    assertThat(Trees.describe(deeper.resolve("album"))).isEqualTo(Trees.describe(source));
    Path file = Trees.file(temp.resolve("file"), 1);
    Refusals.messageOf(
        "not-a-folder",
        () -> TreeWriter.check(Trees.TRANSFER, tree.manifest(), file, OnConflict.REFUSE));
    Refusals.messageOf("not-a-folder", () -> Trees.receive(tree, file, OnConflict.REFUSE));
  }

  @Test
  void receivesNamesAsLongAsTheFileSystemTakes() throws Exception {
    Path film = Trees.file(temp.resolve("\u00e9".repeat(125) + ".mkv"), 3);
    Trees.receive(Trees.scan(film), target, OnConflict.REFUSE);
    assertThat(Trees.names(target)).containsExactly(film.getFileName().toString());
  }

  @Test
  void leavesTheNamesOfItsOwnRootsFree() throws Exception {
    Path plain = Trees.file(temp.resolve("a"), 3);
    Path odd = Trees.file(temp.resolve(name(part("a"))), 4);
    Trees.receive(Trees.scan(odd, plain), target, OnConflict.REFUSE);
    assertThat(target.resolve("a")).hasSize(3);
    assertThat(part("a")).hasSize(4);
    assertThat(Trees.names(target)).containsExactly("a", name(part("a")));
  }

  @Test
  void receivesALinkAsARoot() throws Exception {
    LinkEntry link = new LinkEntry("ln", "/etc/passwd", Trees.TIME);
    Manifest manifest = new Manifest("", "", Trees.CHUNK, false, List.of(link));
    for (OnConflict policy : OnConflict.values()) {
      try (TreeWriter writer = TreeWriter.open(Trees.TRANSFER, manifest, target, policy)) {
        Path placed = Trees.finish(writer).getFirst();
        assertThat(Files.readSymbolicLink(placed)).isEqualTo(Path.of("/etc/passwd"));
      }
      if (policy == OnConflict.REFUSE) {
        assertThat(Trees.names(target)).containsExactly("ln");
      }
    }
    assertThat(Trees.names(target)).containsExactly("ln", "ln (2)");
  }

  @Test
  void saysThatTheDiskIsFullBeforeItFetches() {
    long tooMuch = 1L << 45;
    FileEntry huge = new FileEntry("huge", tooMuch, 0644, Trees.TIME);
    Manifest manifest = new Manifest("", "", 4 << 20, false, List.of(huge));
    Refusals.messageOf(
        "disk-full",
        () -> TreeWriter.open(Trees.TRANSFER, manifest, target, OnConflict.REFUSE).close());
    assertThat(FreeSpace.failure(target, target, 0, new IOException("No space left on device")))
        .extracting(Failure::code)
        .isEqualTo("disk-full");
  }

  @Test
  void takesNoChunkOfAnotherSize() throws Exception {
    try (TreeWriter writer = open(OnConflict.REFUSE)) {
      assertThatThrownBy(() -> writer.write(0, new byte[Trees.CHUNK], 5))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  private TreeWriter open(OnConflict onConflict) throws Failure {
    return TreeWriter.open(Trees.TRANSFER, tree.manifest(), target, onConflict);
  }

  private void check(OnConflict onConflict) throws Failure {
    TreeWriter.check(Trees.TRANSFER, tree.manifest(), target, onConflict);
  }

  private void write(TreeWriter writer, int chunk) throws Failure {
    byte[] content = new byte[Trees.CHUNK];
    writer.write(chunk, content, new TreeReader(tree).read(chunk, content));
  }

  private void assertArrived(String name) throws IOException {
    assertThat(Trees.describe(target.resolve(name))).isEqualTo(Trees.describe(source));
  }

  /** What a killed process or a stopped machine may have left in the state file. */
  private void mark(byte state, int from, int to) throws IOException {
    Path file = Destination.stateFile(target, Trees.TRANSFER);
    ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file));
    byte[] marks = new byte[to - from];
    Arrays.fill(marks, state);
    patch(header.getInt(BOOT_AT + 16) + from, marks);
  }

  private void patch(long at, byte[] bytes) throws IOException {
    Path file = Destination.stateFile(target, Trees.TRANSFER);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Positional.write(channel, ByteBuffer.wrap(bytes), at);
    }
  }

  private Path part(String root) {
    String id = Trees.TRANSFER.toString().substring(0, 8);
    return target.resolve(root + "." + id + ".glide-part");
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
