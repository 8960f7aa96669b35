package dev.glide.chunks.storage.s3;

import io.minio.DeleteObjectsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsV2Args;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListObjectsResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The few things that are asked of a bucket; each may be repeated, and is. */
final class S3Bucket {
  /** As many names as one answer, or one request to delete, may hold. */
  static final int PAGE = 1_000;

  private static final Set<String> ABSENT_CODES = Set.of("NoSuchKey", "NotFound");
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final S3Client s3;
  private final String name;

  S3Bucket(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
  }

  /** An object with its headers, the checksum that the server keeps among them; to be closed. */
  Optional<ObjectBytes> open(String object) throws IOException {
    s3.takeConnection();
    boolean found = false;
    try {
      Optional<GetObjectResponse> response =
          s3.repeat(
              () -> true,
              client ->
                  orAbsent(() ->
                      S3Client.await(
                          client.getObject(
                              GetObjectArgs.builder()
                                  .bucket(name)
                                  .object(object)
                                  .extraHeaders(Map.of("x-amz-checksum-mode", "ENABLED"))
                                  .build()))));
      found = response.isPresent();
      return response.map(first -> new ObjectBytes(first, from(object), s3::returnConnection));
    } finally {
      if (!found) {
        s3.returnConnection();
      }
    }
  }

  /** How to go on with an object that a connection has not brought to its end. */
  private ObjectBytes.Rest from(String object) {
    return (offset, etag) -> {
      GetObjectArgs.Builder get =
          GetObjectArgs.builder().bucket(name).object(object).offset(offset);
      etag.ifPresent(get::matchETag);
      return s3.repeat(() -> true, client -> S3Client.await(client.getObject(get.build())));
    };
  }

  /** Makes an empty object: its name says it all. */
  void mark(String object) throws IOException {
    PutObjectArgs put =
        PutObjectArgs.builder().bucket(name).object(object).data(new byte[0], 0).build();
    s3.call(client -> S3Client.await(client.putObject(put)));
  }

  /** Gives the names of all objects that start so, in their order. */
  void eachName(String prefix, Consumer<String> use) throws IOException {
    Page page = page(prefix, "", PAGE);
    page.names.forEach(use);
    while (page.more) {
      page = page(prefix, page.names.getLast(), PAGE);
      page.names.forEach(use);
    }
  }

  /**
   * Names of objects that start so, in their order.
   *
   * @param after those up to this, inclusive, are left out; empty for none
   * @param limit how many at most; not above {@link #PAGE}
   */
  Page page(String prefix, String after, int limit) throws IOException {
    ListObjectsV2Args.Builder list =
        ListObjectsV2Args.builder().bucket(name).prefix(prefix).maxKeys(limit);
    if (!after.isEmpty()) {
      list.startAfter(after);
    }
    ListBucketResultV2 answer = ask(list.build());
    List<String> names = answer.contents().stream().map(Item::objectName).toList();
    return new Page(names, answer.isTruncated() && !names.isEmpty());
  }

  /** What names that start so have before the next slash, with the prefix and that slash. */
  List<String> folders(String prefix) throws IOException {
    List<String> folders = new ArrayList<>();
    ListObjectsV2Args.Builder list =
        ListObjectsV2Args.builder().bucket(name).prefix(prefix).delimiter("/").maxKeys(PAGE);
    ListBucketResultV2 answer;
    do {
      answer = ask(list.build());
      answer.commonPrefixes().stream()
          .map(ListObjectsResult.Prefix::toItem)
          .map(Item::objectName)
          .forEach(folders::add);
      list.continuationToken(answer.nextContinuationToken());
    } while (answer.isTruncated() && answer.nextContinuationToken() != null);
    return folders;
  }

  void remove(String object) throws IOException {
    RemoveObjectArgs remove = RemoveObjectArgs.builder().bucket(name).object(object).build();
    s3.call(client -> {
      S3Client.await(client.removeObject(remove));
      return true;
    });
  }

  /**
   * Removes all objects that start so, a page at a time: there may be millions.
   *
   * @return how many there were
   */
  long removeAll(String prefix) throws IOException {
    Page page = page(prefix, "", PAGE);
    removeEach(page.names);
    long removed = page.names.size();
    while (page.more) {
      page = page(prefix, page.names.getLast(), PAGE);
      removeEach(page.names);
      removed += page.names.size();
    }
    return removed;
  }

  /** Removes at most a {@link #PAGE} of objects. */
  void removeEach(List<String> objects) throws IOException {
    if (objects.isEmpty()) {
      return;
    }
    DeleteObjectsArgs remove =
        DeleteObjectsArgs.builder()
            .bucket(name)
            .objects(objects.stream().map(DeleteRequest.Object::new).toList())
            .quiet(true)
            .build();
    s3.call(client -> {
      for (DeleteResult.Error error :
          S3Client.await(client.deleteObjects(remove)).result().errors()) {
        boolean lasts = error.code().equals("AccessDenied");
        throw new S3Refused(lasts ? FORBIDDEN : UNAVAILABLE, error.code());
      }
      return true;
    });
  }

  private ListBucketResultV2 ask(ListObjectsV2Args list) throws IOException {
    return s3.call(client -> S3Client.await(client.listObjectsV2(list)).result());
  }

  private static <T> Optional<T> orAbsent(Answer<T> answer) throws MinioException, IOException {
    try {
      return Optional.of(answer.get());
    } catch (ErrorResponseException e) {
      if (ABSENT_CODES.contains(e.errorResponse().code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A part of a list; where to go on follows from the last name, so a page can be asked again. */
  record Page(List<String> names, boolean more) {}

  /** What the server says. */
  private interface Answer<T> {
    T get() throws MinioException, IOException;
  }
}
