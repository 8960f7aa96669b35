package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.RegistryClient;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.Side;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionRequest;

/**
 * How the sessions of one transfer are reached.
 *
 * @param registry of little patience: whoever asks tries again by itself
 * @param changed is run when a session comes up, goes down or says goodbye
 */
public record Line(
    Dialer dialer, RegistryClient registry, SealingKeys keys, LaneBounds bounds, Runnable changed) {

  LaneDialer lanes() {
    return new LaneDialer(dialer, keys, Side.SENDER);
  }

  SessionGrant renewed(SessionGrant grant, boolean lost) throws Failure {
    SessionRequest request = new SessionRequest(grant.session(), lost ? grant.epoch() : null, null);
    return registry.session(grant.transfer(), request);
  }
}
