package dev.glide.chunks.storage.s3;

import dev.glide.shared.api.Limits;
import io.minio.GetBucketLifecycleArgs;
import io.minio.SetBucketLifecycleArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.Status;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the server itself delete what is older than any transfer may be, should no chunk store be
 * there to do it. A bucket that has rules of somebody's keeps those alone; a server that knows no
 * such rules is left without.
 */
final class ExpireRule {
  private static final Logger LOG = Logger.getLogger(ExpireRule.class);

  /** A day for the rest of the last one, and one for servers that count from midnight. */
  private static final int DAYS = (int) Limits.MAX_EXPIRY.toDays() + 2;

  private static final String ID = "glide-";
  private static final List<String> PREFIXES = List.of("v1/", "owed/");

  private final S3Client s3;
  private final String bucket;
  private boolean settled;

  ExpireRule(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Sets the rule, if that has not been done or found impossible. */
  synchronized void ensure() {
    if (settled) {
      return;
    }
    try {
      settled =
          s3.once(client -> {
            LifecycleConfiguration present =
                S3Client.await(
                    client.getBucketLifecycle(
                        GetBucketLifecycleArgs.builder().bucket(bucket).build()));
            if (present == null) {
              S3Client.await(
                  client.setBucketLifecycle(
                      SetBucketLifecycleArgs.builder().bucket(bucket).config(rules()).build()));
              LOG.infof("bucket %s: objects expire %d days after they were put", bucket, DAYS);
            } else if (!hasOurs(present)) {
              LOG.warnf(
                  "bucket %s has lifecycle rules of its own, which stay as they are: add one that"
                      + " expires v1/ and owed/ after %d days, if that is wanted",
                  bucket, DAYS);
            }
            return true;
          });
    } catch (MinioException | IOException | IllegalStateException e) {
      Trouble trouble = Trouble.of(e);
      settled = !trouble.passes();
      LOG.warnf(
          "bucket %s has no rule that expires objects (%s)%s: expired days are deleted by the chunk"
              + " stores alone",
          bucket, trouble.reason(), settled ? "" : " yet");
    }
  }

  private static boolean hasOurs(LifecycleConfiguration present) {
    return PREFIXES.stream()
        .allMatch(
            prefix -> present.rules().stream().anyMatch(rule -> id(prefix).equals(rule.id())));
  }

  private static LifecycleConfiguration rules() {
    return new LifecycleConfiguration(PREFIXES.stream().map(ExpireRule::rule).toList());
  }

  private static LifecycleConfiguration.Rule rule(String prefix) {
    java.time.@Nullable ZonedDateTime noDate = null;
    return new LifecycleConfiguration.Rule(
        Status.ENABLED,
        null,
        new LifecycleConfiguration.Expiration(noDate, DAYS, null, null),
        new Filter(prefix),
        id(prefix),
        null,
        null,
        null);
  }

  private static String id(String prefix) {
    return ID + prefix.replace("/", "");
  }
}
