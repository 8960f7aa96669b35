package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.shared.error.ErrorCode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {
  @ParameterizedTest
  @CsvSource({
    "507, no reason given",
    "507, XMinioStorageFull",
    "400, XMinioAdminBucketQuotaExceeded",
    "403, QuotaExceeded"
  })
  void isFullWhereTheServerHasNoRoom(int status, String code) {
    Trouble trouble = Trouble.of(new S3Refused(status, code));
    assertThat(trouble.refusal().code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(trouble.passes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void passesWhereTheServerIsNotWell(int status) {
    Trouble trouble = Trouble.of(new S3Refused(status, "SlowDown"));
    assertThat(trouble.refusal().code()).isEqualTo(ErrorCode.STORAGE_AWAY);
    assertThat(trouble.passes()).isTrue();
    assertThat(trouble.reason()).isEqualTo("SlowDown (%d)".formatted(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 404, 412, 501})
  void lastsWhereTheServerDoesNotWant(int status) {
    Trouble trouble = Trouble.of(new S3Refused(status, "AccessDenied"));
    assertThat(trouble.refusal().code()).isEqualTo(ErrorCode.STORAGE_AWAY);
    assertThat(trouble.passes()).isFalse();
  }

  @Test
  void passesWhereAConnectionBreaks() {
    assertThat(Trouble.of(new SocketTimeoutException("timeout")).passes()).isTrue();
    Trouble dressed = Trouble.of(new IllegalStateException(new IOException("reset")));
    assertThat(dressed.passes()).isTrue();
    assertThat(dressed.reason()).contains("reset");
  }
}
