package dev.glide.k8s;

/** Files that tests compare with, and write anew when asked to. */
final class Snapshots {
  static final String HOW_TO_RENEW = "./mvnw verify -pl k8s -am -Dglide.snapshots.renew";

  private Snapshots() {}

  static boolean renew() {
    return !System.getProperty("glide.snapshots.renew", "").isEmpty();
  }
}
