package dev.glide.apart;

import dev.glide.standalone.program.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** From the former version to the present one and back, replica by replica, amid transfers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "glide.former", matches = ".+")
class UpgradeIT {
  /** Bytes a second of each person's line. */
  private static final long SLOWLY = 1 << 20;

  private static final Crowd.Size SOME = new Crowd.Size(8, 4, 4, 12L << 20);

  @TempDir static Path folder;

  private Stack stack;
  private Scene scene;

  @BeforeAll
  void open() throws Exception {
    Version former = Version.former().orElseThrow();
    var _ = Foundation.sharedWith(former);
    stack =
        Stack.of(
                folder.resolve("server"),
                // The former relay waits so long in vain.
                Map.of("GLIDE_STOP_WITHIN", "3s"),
                Optional.empty(),
                site -> Services.on(site, former))
            .start();
    scene = new Scene(stack, folder);
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void everyReplicaIsReplacedAndThenTakenBack() throws Exception {
    Services present = stack.services(Version.present());
    Ordeal ordeal = new Ordeal(stack, Crowd.of(scene, SOME));
    ordeal.suffer("upgrade", SLOWLY, () -> replace(stack.services(), present));
    ordeal.suffer("way back", SLOWLY, () -> replace(present, stack.services()));
  }

  private static void replace(Services before, Services after) throws Exception {
    List<Replica> old = before.all().toList();
    List<Replica> young = after.all().toList();
    for (int i = 0; i < old.size(); i++) {
      old.get(i).process().stop();
      young.get(i).process().start();
    }
  }
}
