package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.FolderLock;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.tree.ScannedTree;
import dev.glide.shared.api.NewTransfer;
import java.util.UUID;

/**
 * A send that is ready to be placed: kept on disk and locked, so that it can go on if it is cut.
 *
 * @param resumed whether an earlier try has begun it
 */
record Shipment(
    UUID id,
    SealingKeys keys,
    ScannedTree tree,
    NewTransfer offer,
    boolean resumed,
    FolderLock lock,
    OutgoingState state)
    implements AutoCloseable {

  /** All is parked, or will never be: nothing of it is needed any more. */
  void forget() throws Failure {
    state.forget(id);
  }

  @Override
  public void close() {
    lock.close();
  }
}
