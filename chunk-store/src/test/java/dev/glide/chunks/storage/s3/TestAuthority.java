package dev.glide.chunks.storage.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate that nobody trusts who is not told to.
 *
 * @param keyStore PKCS #12, with {@link #PASSWORD}
 * @param certificate PEM
 */
record TestAuthority(Path keyStore, Path certificate) {
  static final String PASSWORD = "test-only";

  static TestAuthority in(Path folder) throws Exception {
    Files.createDirectories(folder);
    TestAuthority made = new TestAuthority(folder.resolve("key.p12"), folder.resolve("ca.pem"));
    keytool(
        "-genkeypair",
        "-keystore",
        made.keyStore.toString(),
        "-storepass",
        PASSWORD,
        "-alias",
        "s3",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + folder.getFileName(),
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        made.keyStore.toString(),
        "-storepass",
        PASSWORD,
        "-alias",
        "s3",
        "-file",
        made.certificate.toString());
    return made;
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool ended with " + process.exitValue());
    }
  }
}
