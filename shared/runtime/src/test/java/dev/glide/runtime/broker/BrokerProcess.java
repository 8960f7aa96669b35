package dev.glide.runtime.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs a broker with a properties file until standard input ends: it goes when whoever started it
 * goes. Prints {@link #READY} once it serves.
 */
final class BrokerProcess {
  static final String READY = "kafka is ready";
  private static final String LOG_DIR = "log.dirs";

  private BrokerProcess() {}

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(reader);
    }
    format(settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    System.out.println(READY);
    System.out.flush();
    awaitEndOfInput();
    System.exit(0);
  }

  /** Once for each folder: a broker that starts again goes on with what it has. */
  private static void format(Properties settings) throws Exception {
    Path folder = Path.of(settings.getProperty(LOG_DIR));
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(System.err)
        .setClusterId("glide-test-cluster-001")
        .setNodeId(1)
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setControllerListenerName("CONTROLLER")
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .run();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said to it but the end.
    }
  }
}
