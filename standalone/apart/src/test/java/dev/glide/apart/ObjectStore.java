package dev.glide.apart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An S3 server on the loopback address: MinIO where {@code GLIDE_TEST_MINIO} names its program,
 * else s3proxy. Always on the same folder and port.
 *
 * @param make for people who read what a run prints
 */
record ObjectStore(String make, Path disk, int port, RealProcess process) {
  static final String USER = "glide-apart";
  static final String SECRET = "only-for-tests-apart";

  /** One that does not run yet. */
  static ObjectStore in(Path folder, int port) throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    String minio = System.getenv().getOrDefault("GLIDE_TEST_MINIO", "");
    return minio.isEmpty()
        ? new ObjectStore("s3proxy", disk, port, s3proxy(folder, disk, port))
        : new ObjectStore("MinIO", disk, port, minio(Path.of(minio), folder, disk, port));
  }

  private static RealProcess minio(Path program, Path folder, Path disk, int port) {
    String address = "127.0.0.1:" + port;
    return new RealProcess(
        folder,
        Map.of("MINIO_ROOT_USER", USER, "MINIO_ROOT_PASSWORD", SECRET),
        List.of(
            program.toString(),
            "server",
            "--quiet",
            "--address",
            address,
            "--console-address",
            "127.0.0.1:0",
            disk.toString()),
        process -> Http.status("http://" + address + "/minio/health/ready") == 200);
  }

  private static RealProcess s3proxy(Path folder, Path disk, int port) throws IOException {
    Path settings = folder.resolve("s3proxy.properties");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v4",
            "s3proxy.identity=" + USER,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + disk));
    return new RealProcess(
        folder,
        Map.of(),
        Programs.java(
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString()),
        process -> listens(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** What a chunk store must be told to keep its chunks here. */
  Map<String, String> settings(String bucket) {
    return Map.of(
        "GLIDE_CHUNKS_STORAGE",
        "s3",
        "GLIDE_CHUNKS_S3_ENDPOINT",
        endpoint(),
        "GLIDE_CHUNKS_S3_ACCESS_KEY",
        USER,
        "GLIDE_CHUNKS_S3_SECRET_KEY",
        SECRET,
        "GLIDE_CHUNKS_S3_BUCKET",
        bucket,
        "GLIDE_CHUNKS_S3_CREATE_BUCKET",
        "true");
  }
}
