package dev.glide.standalone;

import dev.glide.standalone.database.EmbeddedPostgres;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the command line and the machine add to {@code application.properties}, as system
 * properties: they go before every other source.
 */
record ServerSettings(Map<String, String> properties) {

  static ServerSettings of(ServerOptions options, Ground ground) {
    EmbeddedPostgres database = ground.database();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    properties.put("quarkus.datasource.username", database.user());
    properties.put("quarkus.datasource.password", database.password());
    properties.put("glide.chunks.storage", "folder");
    properties.put("glide.chunks.folder", ground.folder().chunks().toString());
    properties.put("glide.sign-up", options.signUp().word());
    properties.put("glide.admin.token", ground.adminToken().text());
    properties.put("quarkus.http.host", options.host());
    properties.putAll(listener(options));
    return new ServerSettings(properties);
  }

  private static Map<String, String> listener(ServerOptions options) {
    String port = Integer.toString(options.port());
    if (options.tls().isEmpty()) {
      return Map.of("quarkus.http.port", port);
    }
    TlsFiles files = options.tls().get();
    return Map.of(
        "quarkus.http.ssl-port",
        port,
        "quarkus.http.insecure-requests",
        "disabled",
        "quarkus.http.ssl.certificate.files",
        files.certificate().toAbsolutePath().toString(),
        "quarkus.http.ssl.certificate.key-files",
        files.key().toAbsolutePath().toString());
  }

  void apply() {
    properties.forEach(System::setProperty);
  }
}
