package dev.glide.registry.device;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.OwnDevices;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The caller's own devices. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
@SecurityRequirement(name = "access")
@SignedIn
@SmallBody
@RunOnVirtualThread
public final class DeviceResource {
  private final Jdbi jdbi;
  private final Devices devices;
  private final Linking linking;
  private final CurrentCaller caller;

  DeviceResource(Jdbi jdbi, Devices devices, Linking linking, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.devices = devices;
    this.linking = linking;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "The caller's devices, and those that wait for an endorsement")
  public OwnDevices own() {
    List<Device> all = jdbi.withHandle(db -> devices.ofUser(db, caller.get().user()));
    return new OwnDevices(
        keys(all, Device.State.ACTIVE).toList(), keys(all, Device.State.WAITING).toList());
  }

  private static Stream<DeviceKeys> keys(List<Device> all, Device.State state) {
    return all.stream().filter(device -> device.state() == state).map(Device::keys);
  }

  @POST
  @Audited(Action.DEVICE_ADDED)
  @Path("{id}/approve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Endorse a device that waits")
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed forbidden unknown-device too-large")
  public DeviceKeys approve(@PathParam("id") UUID id, @Nullable Endorsement endorsement) {
    return linking.approve(caller.get(), id, endorsement);
  }

  @Audited(Action.DEVICE_REMOVED)
  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a device; it is signed out at once")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-device last-device")
  public void remove(@PathParam("id") UUID id) {
    linking.remove(caller.get(), id);
  }
}
