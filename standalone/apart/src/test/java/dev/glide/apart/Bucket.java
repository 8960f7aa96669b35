package dev.glide.apart;

import dev.glide.standalone.program.StoredChunk;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A stack's chunks as whoever has the keys of the S3 server sees them. */
final class Bucket {
  private static final Pattern CHUNK = Pattern.compile("v1/[0-9-]+/([0-9a-f-]{36})/([0-9]+)");
  private static final String SUM = "glide-crc32c";

  private final MinioClient client;
  private final String name;

  Bucket(ObjectStore objects, String name) {
    this.client =
        MinioClient.builder()
            .endpoint(objects.endpoint())
            .region("us-east-1")
            .credentials(ObjectStore.USER, ObjectStore.SECRET)
            .build();
    this.name = name;
  }

  /** In order of their indexes. */
  List<StoredChunk> chunks(UUID transfer) throws IOException {
    List<StoredChunk> found = new ArrayList<>();
    for (String object : objects()) {
      Matcher chunk = CHUNK.matcher(object);
      if (chunk.matches() && UUID.fromString(chunk.group(1)).equals(transfer)) {
        found.add(new ChunkObject(this, object, Integer.parseInt(chunk.group(2))));
      }
    }
    found.sort(Comparator.comparingInt(StoredChunk::index));
    return found;
  }

  /** The names of all objects. */
  List<String> objects() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (Result<Item> each :
          client.listObjects(ListObjectsArgs.builder().bucket(name).recursive(true).build())) {
        names.add(each.get().objectName());
      }
    } catch (MinioException e) {
      throw new IOException(e);
    }
    return names;
  }

  /** A chunk as an object, with its sum beside it. */
  private record ChunkObject(Bucket bucket, String object, int index) implements StoredChunk {
    @Override
    public byte[] body() throws IOException {
      return bucket.read(object);
    }

    @Override
    public void replace(byte[] body) throws IOException {
      CRC32C sum = new CRC32C();
      sum.update(body);
      bucket.write(object, body, HexFormat.of().toHexDigits((int) sum.getValue()));
    }

    @Override
    public void damage(byte[] body) throws IOException {
      bucket.write(object, body, bucket.sum(object));
    }
  }

  private byte[] read(String object) throws IOException {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(name).object(object).build())) {
      return in.readAllBytes();
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  private String sum(String object) throws IOException {
    try (var in = client.getObject(GetObjectArgs.builder().bucket(name).object(object).build())) {
      @Nullable String sum = in.headers().get("x-amz-meta-" + SUM);
      if (sum == null) {
        throw new IOException(object + " has no sum");
      }
      return sum;
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  private void write(String object, byte[] body, String sum) throws IOException {
    try {
      client.putObject(
          PutObjectArgs.builder()
              .bucket(name)
              .object(object)
              .userMetadata(Map.of(SUM, sum))
              .data(body, body.length)
              .build());
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }
}
