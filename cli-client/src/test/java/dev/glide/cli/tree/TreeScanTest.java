package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreeScanTest {
  @TempDir Path temp;

  @Test
  void listsFoldersBeforeWhatIsInThemInOneOrder() throws Exception {
    Trees.file(temp.resolve("t/b/2"), 2);
    Trees.file(temp.resolve("t/a"), 1);
    Trees.file(temp.resolve("t/b/1"), 3);
    Files.createDirectory(temp.resolve("t/c"));
    ScannedTree tree = Trees.scan(temp.resolve("t"));
    assertThat(paths(tree)).containsExactly("t", "t/a", "t/b", "t/b/1", "t/b/2", "t/c");
    assertThat(tree.paths().get(3)).isEqualTo(temp.resolve("t/b/1").toAbsolutePath());
    assertThat(tree.manifest()).isEqualTo(Trees.scan(temp.resolve("t")).manifest());
  }

  @Test
  void takesTheRealNameOfArgumentsThatHaveNone() throws Exception {
    Path folder = temp.resolve("real");
    Files.createDirectories(folder.resolve("sub"));
    for (String argument : List.of("real/.", "real/sub/..", "real/", "real")) {
      ScannedTree tree = Trees.scan(Path.of(temp + "/" + argument));
      assertThat(paths(tree)).containsExactly("real", "real/sub");
      assertThat(tree.paths().getFirst().toRealPath()).isEqualTo(folder.toRealPath());
    }
  }

  @Test
  void refusesPathsWithoutAName() {
    Refusals.messageOf("no-name", () -> Trees.scan(temp.getRoot()));
    Refusals.messageOf("no-name", () -> Trees.scan(Path.of("")));
  }

  @Test
  void namesWhatIsNotThere() {
    assertThat(Refusals.messageOf("no-such-file", () -> Trees.scan(temp.resolve("gone"))))
        .contains("gone");
  }

  @Test
  void refusesTwoOfTheSameName() throws IOException {
    Path one = Trees.file(temp.resolve("x/same"), 1);
    Path other = Trees.file(temp.resolve("y/same"), 1);
    assertThat(Refusals.messageOf("same-name", () -> Trees.scan(one, other)))
        .contains(one.toString(), other.toString());
    Refusals.messageOf("same-name", () -> Trees.scan(one, one));
  }

  @Test
  void keepsLinksInFoldersAndFollowsThoseThatWereNamed() throws Exception {
    Path file = Trees.file(temp.resolve("t/file"), 9);
    Files.createSymbolicLink(temp.resolve("t/loop"), Path.of("."));
    Path named = Files.createSymbolicLink(temp.resolve("named"), file);
    assertThat(Trees.scan(temp.resolve("t")).manifest().entries().get(2))
        .isInstanceOfSatisfying(LinkEntry.class, link -> assertThat(link.target()).isEqualTo("."));
    assertThat(Trees.scan(named).manifest().entries().getFirst())
        .isInstanceOfSatisfying(FileEntry.class, found -> assertThat(found.size()).isEqualTo(9));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void leavesOutWhatIsNoFileAndSaysSo() throws Exception {
    Path fifo = Trees.file(temp.resolve("t/file"), 1).resolveSibling("pipe");
    run("mkfifo", fifo.toString());
    List<String> notes = new ArrayList<>();
    ScannedTree tree =
        TreeScan.scan(List.of(temp.resolve("t")), new ScanOptions("", "", Trees.CHUNK, notes::add));
    assertThat(paths(tree)).containsExactly("t", "t/file");
    assertThat(notes).hasSize(1).first().asString().contains("pipe");
    Refusals.messageOf("not-a-file", () -> Trees.scan(fifo));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesNamesThatAreNotUnicode() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("t"));
    run("sh", "-c", "touch \"$1/bad$(printf '\\377')\"", "sh", folder.toString());
    assertThat(Refusals.messageOf("name-not-unicode", () -> Trees.scan(folder))).contains("bad");
  }

  @Test
  void refusesANoteThatIsTooLong() {
    ScanOptions options = new ScanOptions("", "n".repeat(1001), Trees.CHUNK, _ -> {});
    Refusals.messageOf("too-large", () -> TreeScan.scan(List.of(temp), options));
  }

  private static List<String> paths(ScannedTree tree) {
    return tree.manifest().entries().stream().map(Entry::path).toList();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
