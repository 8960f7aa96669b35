package dev.glide.cli.tree;

import static dev.glide.cli.VectorFile.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.VectorFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
  private static final List<Entry> ENTRIES =
      List.of(
          new FolderEntry("album", 0755, TIME),
          new FileEntry("album/été.jpg", 4_000_000_000L, 0644, TIME),
          new FolderEntry("album/raw", 0700, Instant.ofEpochSecond(-1, 1)),
          new FileEntry("album/raw/empty", 0, 0400, TIME),
          new LinkEntry("album/latest", "raw/empty", TIME),
          new FileEntry("read me", 11, 0644, TIME));

  @Test
  void manifest() throws Exception {
    Manifest manifest = new Manifest("glide 0.1.0", "as promised", 4 << 20, false, ENTRIES);
    Manifest stream = Manifest.ofStream("glide 0.1.0", "", 4 << 20, "dir.tar");
    Trailer trailer = new Trailer(5_000_000_000L, TIME);
    assertThat(Manifest.decode(manifest.encode())).isEqualTo(manifest);
    assertThat(Manifest.decode(stream.encode())).isEqualTo(stream);
    VectorFile.assertRecomputed(
        "manifest.json",
        object(
            "manifest", fields(manifest),
            "manifestEncoded", HEX.formatHex(manifest.encode()),
            "stream", fields(stream),
            "streamEncoded", HEX.formatHex(stream.encode()),
            "summaryEncoded", HEX.formatHex(manifest.summary().encode()),
            "streamSummaryEncoded", HEX.formatHex(stream.summary().encode()),
            "trailer", object("totalBytes", trailer.totalBytes(), "modifiedAt", TIME.toString()),
            "trailerEncoded", HEX.formatHex(trailer.encode())));
  }

  private static Map<String, Object> fields(Manifest manifest) {
    List<Object> entries = new ArrayList<>();
    for (Entry entry : manifest.entries()) {
      Map<String, Object> fields =
          object(
              "path", entry.path(),
              "mode", Integer.toOctalString(entry.mode()),
              "modifiedAt", entry.modifiedAt().toString());
      switch (entry) {
        case FileEntry file -> fields.put("size", file.size());
        case FolderEntry _ -> fields.put("folder", true);
        case LinkEntry link -> fields.put("target", link.target());
      }
      entries.add(fields);
    }
    return object(
        "client", manifest.client(),
        "note", manifest.note(),
        "chunkBytes", manifest.chunkBytes(),
        "stream", manifest.stream(),
        "entries", entries);
  }
}
