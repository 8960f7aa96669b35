package dev.glide.chunks.storage.s3;

import dev.glide.chunks.storage.Announcement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Announcements as empty objects {@code owed/<transfer>/<text in base64url>}: a list tells them
 * all, and each is removed by its own name, so that nobody removes one that has come later.
 */
final class OwedObjects {
  private static final String OWED = "owed/";

  /** Comes after the slash, so that a list which starts there leaves a transfer out. */
  private static final String AFTER_SLASH = "0";

  /** The one that stays when a transfer has several; the same to whoever looks. */
  private static final Comparator<Announcement> AGE =
      Comparator.comparing(Announcement::at).thenComparing(Announcement::id);

  private final S3Bucket bucket;

  OwedObjects(S3Bucket bucket) {
    this.bucket = bucket;
  }

  void owe(Announcement announcement) throws IOException {
    bucket.mark(name(announcement));
    // Only those that are older: of two at once each would else remove the other.
    List<String> replaced =
        bucket.page(prefix(announcement.transfer().transfer()), "", S3Bucket.PAGE).names().stream()
            .filter(
                name -> parse(name).stream().anyMatch(each -> AGE.compare(each, announcement) < 0))
            .toList();
    bucket.removeEach(replaced);
  }

  List<Announcement> after(UUID transfer, int limit) throws IOException {
    List<Announcement> found = new ArrayList<>();
    String after = OWED + transfer + AFTER_SLASH;
    S3Bucket.Page page;
    do {
      page = bucket.page(OWED, after, Math.min(S3Bucket.PAGE, limit - found.size()));
      page.names().stream().flatMap(name -> parse(name).stream()).forEach(found::add);
      after = page.names().isEmpty() ? after : page.names().getLast();
    } while (page.more() && found.size() < limit);
    return found;
  }

  void settle(Announcement announcement) throws IOException {
    bucket.remove(name(announcement));
  }

  void delete(UUID transfer) throws IOException {
    bucket.removeAll(prefix(transfer));
  }

  Set<LocalDate> days() throws IOException {
    Set<LocalDate> days = new HashSet<>();
    bucket.eachName(
        OWED, name -> parse(name).ifPresent(each -> days.add(each.transfer().expiryDay())));
    return days;
  }

  void deleteDay(LocalDate day) throws IOException {
    List<String> expired = new ArrayList<>();
    bucket.eachName(
        OWED,
        name ->
            parse(name)
                .filter(each -> each.transfer().expiryDay().equals(day))
                .ifPresent(each -> expired.add(name)));
    for (int at = 0; at < expired.size(); at += S3Bucket.PAGE) {
      bucket.removeEach(expired.subList(at, Math.min(at + S3Bucket.PAGE, expired.size())));
    }
  }

  private static String prefix(UUID transfer) {
    return OWED + transfer + "/";
  }

  private static String name(Announcement announcement) {
    return prefix(announcement.transfer().transfer())
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(announcement.text().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Announcement> parse(String name) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(name.substring(name.lastIndexOf('/') + 1));
      return Announcement.parse(new String(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Somebody else's object.
      return Optional.empty();
    }
  }
}
