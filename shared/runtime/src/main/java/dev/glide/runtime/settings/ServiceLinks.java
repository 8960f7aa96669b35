package dev.glide.runtime.settings;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variables that Kubernetes makes in every container for each service beside it, such as {@code
 * GLIDE_RELAY_PORT=tcp://10.0.0.7:8080}: they look like settings and are none.
 */
final class ServiceLinks {
  private static final Pattern NAME =
      Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT(_.*)?|_PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");
  private static final Pattern URL = Pattern.compile("(tcp|udp|sctp)://.*");

  private ServiceLinks() {}

  static Map<String, String> removedFrom(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(each -> !isLink(each.getKey(), each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isLink(String name, String value) {
    return NAME.matcher(name).matches() || (name.endsWith("_PORT") && URL.matcher(value).matches());
  }
}
