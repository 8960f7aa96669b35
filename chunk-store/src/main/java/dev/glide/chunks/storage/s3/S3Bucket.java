package dev.glide.chunks.storage.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few things that are asked of a bucket; each may be repeated, and is. */
final class S3Bucket {
  private final S3Client s3;
  private final String name;

  S3Bucket(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
  }

  /** An object with its headers, the checksum that the server keeps among them. */
  Optional<GetObjectResponse> open(String object) throws IOException {
    GetObjectArgs get =
        GetObjectArgs.builder()
            .bucket(name)
            .object(object)
            .extraHeaders(Map.of("x-amz-checksum-mode", "ENABLED"))
            .build();
    return s3.call(client -> orAbsent(() -> client.getObject(get)));
  }

  /** A small object's text. */
  Optional<String> read(String object) throws IOException {
    GetObjectArgs get = GetObjectArgs.builder().bucket(name).object(object).build();
    return s3.call(client ->
        orAbsent(() -> {
          try (GetObjectResponse response = client.getObject(get)) {
            return new String(response.readAllBytes(), StandardCharsets.UTF_8);
          }
        }));
  }

  void write(String object, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PutObjectArgs put =
        PutObjectArgs.builder().bucket(name).object(object).data(bytes, bytes.length).build();
    s3.call(client -> client.putObject(put));
  }

  /** Names of all objects that start so. */
  List<String> names(String prefix) throws IOException {
    ListObjectsArgs list =
        ListObjectsArgs.builder().bucket(name).prefix(prefix).recursive(true).build();
    return s3.call(client -> names(client.listObjects(list)));
  }

  /** What names that start so have before the next slash, with the prefix and that slash. */
  List<String> folders(String prefix) throws IOException {
    ListObjectsArgs list =
        ListObjectsArgs.builder().bucket(name).prefix(prefix).delimiter("/").build();
    return s3.call(client -> names(client.listObjects(list)));
  }

  void remove(String object) throws IOException {
    RemoveObjectArgs remove = RemoveObjectArgs.builder().bucket(name).object(object).build();
    s3.call(client -> {
      client.removeObject(remove);
      return true;
    });
  }

  void removeAll(String prefix) throws IOException {
    List<DeleteRequest.Object> objects =
        names(prefix).stream().map(DeleteRequest.Object::new).toList();
    RemoveObjectsArgs remove =
        RemoveObjectsArgs.builder().bucket(name).objects(objects).maxRetries(0).build();
    s3.call(client -> removeEach(client, remove));
  }

  private static boolean removeEach(MinioClient client, RemoveObjectsArgs remove)
      throws MinioException, IOException {
    for (Result<DeleteResult.Error> error : client.removeObjects(remove)) {
      throw new IOException("S3 does not delete: " + error.get().code());
    }
    return true;
  }

  private static List<String> names(Iterable<Result<Item>> items) throws MinioException {
    List<String> names = new ArrayList<>();
    for (Result<Item> item : items) {
      names.add(item.get().objectName());
    }
    return names;
  }

  private static <T> Optional<T> orAbsent(Answer<T> answer) throws MinioException, IOException {
    try {
      return Optional.of(answer.get());
    } catch (MinioException e) {
      if (S3Client.isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What the server says. */
  private interface Answer<T> {
    T get() throws MinioException, IOException;
  }
}
