package dev.glide.cli.tree;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a manifest, see section 7 of the protocol document. */
final class ManifestCodec {
  /** Before compression. */
  static final int MAX_PLAIN_BYTES = 4 * Limits.MAX_MANIFEST_BYTES;

  static final int VERSION = 1;

  private static final int STREAM = 1;
  private static final int FILE = 0;
  private static final int FOLDER = 1;
  private static final int LINK = 2;

  private ManifestCodec() {}

  static byte[] encode(Manifest manifest) {
    FieldWriter out = new FieldWriter(64 * manifest.entries().size());
    FieldWriter fields = new FieldWriter(256);
    fields
        .number(manifest.chunkBytes())
        .octet(manifest.stream() ? STREAM : 0)
        .text(manifest.client())
        .text(manifest.note());
    out.octet(VERSION).record(fields).number(manifest.entries().size());
    FolderNumbers folders = new FolderNumbers();
    for (Entry entry : manifest.entries()) {
      fields.clear();
      encode(entry, folders.parentOf(entry.path()), fields);
      out.record(fields);
      if (entry instanceof FolderEntry) {
        folders.add(entry.path());
      }
    }
    return out.toBytes();
  }

  private static void encode(Entry entry, int parent, FieldWriter fields) {
    int kind =
        switch (entry) {
          case FileEntry _ -> FILE;
          case FolderEntry _ -> FOLDER;
          case LinkEntry _ -> LINK;
        };
    fields
        .octet(kind)
        .number(parent)
        .text(entry.name())
        .number(entry.mode())
        .time(entry.modifiedAt());
    switch (entry) {
      case FileEntry file -> fields.number(file.size());
      case FolderEntry _ -> {}
      case LinkEntry link -> fields.text(link.target());
    }
  }

  static Manifest decode(byte[] bytes) throws Failure {
    try {
      FieldReader in = new FieldReader(bytes);
      requireVersion(in.octet());
      FieldReader header = in.record();
      int chunkBytes = header.number(Integer.MAX_VALUE, "chunk size");
      boolean stream = (header.octet() & STREAM) != 0;
      String client = header.text(Manifest.MAX_CLIENT_BYTES, "client");
      String note = header.text(Manifest.MAX_NOTE_BYTES, "note");
      return new Manifest(client, note, chunkBytes, stream, entries(in));
    } catch (IllegalArgumentException e) {
      throw invalid("The list of files", e);
    }
  }

  /** Refuses what a later client has changed beyond adding fields. */
  static void requireVersion(int version) throws Failure {
    if (version != VERSION) {
      throw new Failure(
              ExitCode.REFUSED, "newer-version", "This was sent by a newer version of Glide")
          .hint("Update Glide and receive it again.");
    }
  }

  static Failure invalid(String what, IllegalArgumentException cause) {
    return new Failure(
            ExitCode.REFUSED,
            "manifest-invalid",
            "%s is not valid: %s".formatted(what, cause.getMessage()))
        .hint("No Glide makes such a thing: ask the sender, or decline it.")
        .because(cause);
  }

  private static List<Entry> entries(FieldReader in) {
    int count = in.number(Manifest.MAX_ENTRIES, "number of entries");
    List<Entry> entries = new ArrayList<>(Math.min(count, 16 * 1024));
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Entry entry = entry(in.record(), folders);
      entries.add(entry);
      if (entry instanceof FolderEntry) {
        folders.add(entry.path());
      }
    }
    return entries;
  }

  private static Entry entry(FieldReader in, List<String> folders) {
    int kind = in.octet();
    int parent = in.number(folders.size(), "folder of an entry");
    String name = in.text(EntryLimits.MAX_NAME_BYTES, "name");
    EntryLimits.requireName(name);
    int mode = in.number(EntryLimits.MAX_MODE, "mode");
    Instant modifiedAt = in.time();
    String path = parent == 0 ? name : folders.get(parent - 1) + "/" + name;
    return switch (kind) {
      case FILE -> new FileEntry(path, in.number(), mode, modifiedAt);
      case FOLDER -> new FolderEntry(path, mode, modifiedAt);
      case LINK ->
          new LinkEntry(path, in.text(EntryLimits.MAX_PATH_BYTES, "link target"), modifiedAt);
      default -> throw new IllegalArgumentException("entry of unknown kind " + kind);
    };
  }
}
