package dev.glide.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteNameTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/users, GET /api/v1/users",
    "/api/v1/users/bob/devices, GET /api/v1/users/{}/devices",
    "/api/v1/auth/token, GET /api/v1/auth/token",
    "/api/v1/transfers/0f5bdf6c-52b6-4a34-9f9a-1fbd4f6b8f43/accept,"
        + " GET /api/v1/transfers/{}/accept",
    "/chunks/v1/0f5bdf6c-52b6-4a34-9f9a-1fbd4f6b8f43/17, GET /chunks/v1/{}/{}",
    "/chunks/v1/0f5bdf6c-52b6-4a34-9f9a-1fbd4f6b8f43/complete, GET /chunks/v1/{}/complete",
    "/api/v1/admin/users/bob/disable, GET /api/v1/admin/users/{}/disable",
    "/a/b/c/d/e/f/g/h, GET /a/b/c/d/e/{}",
    "/Any%20thing, GET /{}"
  })
  void leavesOutWhatNamesSomething(String path, String name) {
    assertThat(RouteName.of("GET", path)).isEqualTo(name);
  }
}
