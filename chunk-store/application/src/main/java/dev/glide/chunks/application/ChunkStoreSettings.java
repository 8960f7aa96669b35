package dev.glide.chunks.application;

import dev.glide.runtime.settings.Draft;
import dev.glide.runtime.settings.Form;
import dev.glide.runtime.settings.Setting;
import dev.glide.runtime.settings.SettingsTable;
import java.util.List;
import java.util.stream.Stream;

/** What the chunk store can be told. */
public final class ChunkStoreSettings {
  private static final String STORAGE = "GLIDE_CHUNKS_STORAGE";
  private static final String ENDPOINT = "GLIDE_CHUNKS_S3_ENDPOINT";
  private static final String ACCESS_KEY = "GLIDE_CHUNKS_S3_ACCESS_KEY";
  private static final String SECRET_KEY = "GLIDE_CHUNKS_S3_SECRET_KEY";

  private static final List<Setting> STORE =
      List.of(
          Setting.of(
                  "GLIDE_REGISTRY_URL",
                  "glide.registry.url",
                  Form.origin(),
                  "where the registry publishes the keys of its tickets")
              .mandatory(),
          Setting.of(
                  STORAGE,
                  "glide.chunks.storage",
                  Form.oneOf("s3", "folder"),
                  "where chunks lie: s3 or folder; all chunk stores of one server share it")
              .or("s3"),
          Setting.of(
                  "GLIDE_CHUNKS_PATIENCE",
                  "glide.chunks.patience",
                  Form.duration(),
                  "how long a sender or receiver of a chunk may stand still")
              .or("60s"),
          Setting.of(
                  "GLIDE_CHUNKS_ANNOUNCE_EVERY",
                  "glide.chunks.announce-every",
                  Form.duration(),
                  "how often the registry is told again what it has not confirmed")
              .or("5s"),
          Setting.of(
                  "GLIDE_CHUNKS_SWEEP_EVERY",
                  "glide.chunks.sweep-every",
                  Form.duration(),
                  "how often expired days and leftovers are looked for")
              .or("1h"));

  private static final List<Setting> FOLDER =
      List.of(
          Setting.of("GLIDE_CHUNKS_FOLDER", "glide.chunks.folder", Form.path(), "the folder")
              .or("data/chunks"),
          Setting.of(
                  "GLIDE_CHUNKS_KEEP_FREE",
                  "glide.chunks.keep-free",
                  Form.number(0, Long.MAX_VALUE),
                  "bytes of the folder's disk that are left to others")
              .or("67108864"));

  private static final List<Setting> S3 =
      List.of(
          Setting.of(
              ENDPOINT,
              "glide.chunks.s3.endpoint",
              Form.origin(),
              "the S3 server; required where chunks lie in S3"),
          Setting.of(
                  ACCESS_KEY,
                  "glide.chunks.s3.access-key",
                  Form.text(),
                  "as whom it is asked; required where chunks lie in S3")
              .hidden(),
          Setting.of(SECRET_KEY, "glide.chunks.s3.secret-key", Form.text(), "the key's secret")
              .hidden(),
          Setting.of("GLIDE_CHUNKS_S3_BUCKET", "glide.chunks.s3.bucket", Form.name(), "the bucket")
              .or("glide"),
          Setting.of("GLIDE_CHUNKS_S3_REGION", "glide.chunks.s3.region", Form.name(), "its region")
              .or("us-east-1"),
          Setting.of(
                  "GLIDE_CHUNKS_S3_CREATE_BUCKET",
                  "glide.chunks.s3.create-bucket",
                  Form.flag(),
                  "whether the bucket is made if it is not there")
              .or("false"),
          Setting.of(
                  "GLIDE_CHUNKS_S3_VIRTUAL_HOST",
                  "glide.chunks.s3.virtual-host",
                  Form.flag(),
                  "whether the bucket stands in the host name instead of the path")
              .or("false"),
          Setting.of(
              "GLIDE_CHUNKS_S3_CA_FILE",
              "glide.chunks.s3.ca-file",
              Form.file(),
              "certificates (PEM) to trust for it, instead of Java's own"),
          Setting.of(
                  "GLIDE_CHUNKS_S3_TIMEOUT",
                  "glide.chunks.s3.timeout",
                  Form.duration(),
                  "how long it may be silent")
              .or("15s"),
          Setting.of(
                  "GLIDE_CHUNKS_S3_CONNECTIONS",
                  "glide.chunks.s3.connections",
                  Form.number(1, 65_535),
                  "connections to it at most; as many are kept open")
              .or("256"),
          Setting.of(
                  "GLIDE_CHUNKS_S3_EXPIRE_RULE",
                  "glide.chunks.s3.expire-rule",
                  Form.flag(),
                  "whether the bucket is given a rule that deletes what is too old")
              .or("false"));

  public static final SettingsTable TABLE =
      new SettingsTable(
          "chunk store",
          Stream.of(STORE, FOLDER, S3).flatMap(List::stream).toList(),
          List.of(ChunkStoreSettings::s3));

  private ChunkStoreSettings() {}

  private static void s3(Draft draft) {
    if (!draft.value(STORAGE).orElse("").equals("s3")) {
      return;
    }
    for (String needed : List.of(ENDPOINT, ACCESS_KEY, SECRET_KEY)) {
      if (draft.lacks(needed)) {
        draft.problem("%s is missing: %s is s3".formatted(needed, STORAGE));
      }
    }
  }
}
