package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.NotAuthentic;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list shows of a transfer before its manifest is fetched.
 *
 * @param entries files, folders and links
 * @param totalBytes {@link #UNKNOWN} for a stream
 * @param names of the first roots
 * @param note the sender's words, or empty
 */
public record Summary(int entries, long totalBytes, List<String> names, String note) {
  public static final long UNKNOWN = -1;

  private static final int MAX_NAMES = 8;

  /** Leaves room in the smallest sealed summary a registry takes. */
  private static final int MAX_NAMES_BYTES = 2000;

  private static final int MAX_PLAIN_BYTES = 4096;

  public Summary {
    names = List.copyOf(names);
    if (entries < 1 || entries > Manifest.MAX_ENTRIES || totalBytes < UNKNOWN) {
      throw new IllegalArgumentException("%d entries, %d bytes".formatted(entries, totalBytes));
    }
    names.forEach(EntryLimits::requireName);
    EntryLimits.requireText(note, Manifest.MAX_NOTE_BYTES, "note");
  }

  static Summary of(Manifest manifest) {
    List<String> names = new ArrayList<>();
    int bytes = 0;
    for (Entry entry : manifest.entries()) {
      if (entry.isRoot() && names.size() < MAX_NAMES) {
        bytes += entry.name().getBytes(UTF_8).length;
        if (bytes > MAX_NAMES_BYTES) {
          break;
        }
        names.add(entry.name());
      }
    }
    long total = manifest.stream() ? UNKNOWN : manifest.layout().totalBytes();
    return new Summary(manifest.entries().size(), total, names, manifest.note());
  }

  public byte[] seal(BodySealer sealer) {
    return sealer.seal(Body.Single.SUMMARY, encode());
  }

  byte[] encode() {
    FieldWriter out = new FieldWriter(256);
    out.octet(ManifestCodec.VERSION).number(entries).number(totalBytes + 1).number(names.size());
    names.forEach(out::text);
    return out.text(note).toBytes();
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws NotAuthentic if it is not this transfer's summary
   * @throws Failure {@code manifest-invalid} or {@code newer-version}
   */
  public static Summary open(BodyOpener opener, byte[] sealed) throws NotAuthentic, Failure {
    try {
      FieldReader in = new FieldReader(opener.open(Body.Single.SUMMARY, sealed, MAX_PLAIN_BYTES));
      ManifestCodec.requireVersion(in.octet());
      int entries = in.number(Manifest.MAX_ENTRIES, "number of entries");
      long totalBytes = in.number() - 1;
      List<String> names = new ArrayList<>();
      for (int left = in.number(MAX_NAMES, "number of names"); left > 0; left--) {
        names.add(in.text(EntryLimits.MAX_NAME_BYTES, "name"));
      }
      return new Summary(entries, totalBytes, names, in.text(Manifest.MAX_NOTE_BYTES, "note"));
    } catch (IllegalArgumentException e) {
      throw ManifestCodec.invalid("The summary", e);
    }
  }
}
