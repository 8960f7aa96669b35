package dev.glide.registry.auth;

import dev.glide.registry.database.ClusterLock;
import dev.glide.registry.database.Times;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.token.TokenSigner;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign tickets and access tokens. They stand in the database, so that every process
 * on it signs with the same one, and follow one another as {@link Rotation} has it; all verify. A
 * key that another process has added is found when the keys are read again, which is now and then,
 * and when the first token signed with it arrives.
 */
@Singleton
public final class SigningKeys implements VerificationKeyResolver {
  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration RELOAD_PAUSE = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Rotation rotation;
  private volatile @Nullable Ring ring;

  SigningKeys(Jdbi jdbi, Clock clock, Rotation rotation) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.rotation = rotation;
  }

  void start(@Observes StartupEvent event) {
    ring();
  }

  @Scheduled(every = "${glide.housekeeping.every}", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    refresh();
  }

  /** Reads the keys again; makes one whose turn has come, forgets those that are of no use. */
  public void refresh() {
    load(Instant.MAX);
  }

  public TokenSigner signer() {
    return ring().signer();
  }

  /** Public keys by key id, the newest first. */
  public Map<String, PublicKey> publicKeys() {
    return ring().keys();
  }

  /** How often this process has found that a key is trusted no more. */
  long losses() {
    return ring().losses();
  }

  /**
   * Adds a key before its time, within the caller's transaction; whoever calls this refreshes
   * afterwards.
   *
   * @param revoking forgets all others at once, and with them what they have signed
   */
  public NewSigningKey replace(Handle db, boolean revoking) {
    ClusterLock.SIGNING_KEY.take(db);
    Instant now = Times.now(clock);
    StoredKey made = StoredKey.make(db, now);
    int forgotten = revoking ? StoredKey.forgetAllBut(db, made) : 0;
    return new NewSigningKey(made.id(), revoking ? now : now.plus(Rotation.SETTLING), forgotten);
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    String id = token.getKeyIdHeaderValue();
    Key key = id == null ? null : ring().keys().get(id);
    if (key == null && id != null) {
      key = reloaded().keys().get(id);
    }
    if (key == null) {
      throw new UnresolvableKeyException("no key of this id");
    }
    return key;
  }

  private Ring ring() {
    Ring present = ring;
    return present == null ? load(Instant.MIN) : present;
  }

  /** Strangers who make up key ids cost one query every few seconds. */
  private Ring reloaded() {
    return load(clock.instant().minus(RELOAD_PAUSE));
  }

  private synchronized Ring load(Instant unlessSince) {
    Ring present = ring;
    if (present == null || present.loadedAt().isBefore(unlessSince)) {
      Ring read = jdbi.inTransaction(this::read);
      present = present == null ? read : read.after(present);
      ring = present;
    }
    return present;
  }

  private Ring read(Handle db) {
    Instant now = Times.now(clock);
    List<StoredKey> stored = StoredKey.all(db);
    if (rotation.isDue(stored, now)) {
      ClusterLock.SIGNING_KEY.take(db);
      rotate(db, StoredKey.all(db), now);
      stored = StoredKey.all(db);
    }
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    stored.forEach(each -> keys.put(each.id(), each.pair().getPublic()));
    return new Ring(
        rotation.signing(stored, now).signer(),
        Collections.unmodifiableMap(keys),
        clock.instant(),
        0);
  }

  private void rotate(Handle db, List<StoredKey> stored, Instant now) {
    for (StoredKey each : rotation.outlived(stored, now)) {
      each.forget(db);
      LOG.infof("signing key %s has been forgotten", each.id());
    }
    if (rotation.needsNew(stored, now)) {
      LOG.infof("signing key %s has been made", StoredKey.make(db, now).id());
    }
  }

  private record Ring(
      TokenSigner signer, Map<String, PublicKey> keys, Instant loadedAt, long losses) {
    Ring after(Ring before) {
      boolean lost = !keys.keySet().containsAll(before.keys.keySet());
      return new Ring(signer, keys, loadedAt, before.losses + (lost ? 1 : 0));
    }
  }
}
