package dev.glide.registry.device;

import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.registry.user.Users;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.NewDevice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The devices of any person: to be sealed to, and to be added to. */
@Path("/api/v1/users/{handle}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
@SmallBody
@RunOnVirtualThread
public final class DevicesOfUserResource {
  private final Jdbi jdbi;
  private final Users users;
  private final Devices devices;
  private final Linking linking;

  DevicesOfUserResource(Jdbi jdbi, Users users, Devices devices, Linking linking) {
    this.jdbi = jdbi;
    this.users = users;
    this.devices = devices;
    this.linking = linking;
  }

  @GET
  @SignedIn
  @SecurityRequirement(name = "access")
  @Operation(summary = "A person's devices and their public keys")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-user")
  public DeviceList devicesOf(@PathParam("handle") String handle) {
    return jdbi.withHandle(db -> {
      UUID user = users.find(db, handle).orElseThrow(() -> users.unknown(handle));
      return new DeviceList(
          handle,
          devices.ofUser(db, user).stream()
              .filter(device -> device.state() == Device.State.ACTIVE)
              .map(Device::keys)
              .toList());
    });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ask to become a device of this account")
  @APIResponse(
      responseCode = "202",
      description = "It waits for an endorsement by one of the account's devices",
      content = @Content(schema = @Schema(implementation = DeviceKeys.class)))
  @APIResponse(
      responseCode = "200",
      description = "It belongs to the account",
      content = @Content(schema = @Schema(implementation = DeviceKeys.class)))
  @Extension(name = ProblemResponses.REFUSES, value = "malformed unknown-user too-large too-many")
  public Response ask(@PathParam("handle") String handle, @Nullable NewDevice device) {
    Device asked = linking.ask(handle, DeviceForm.checked(device));
    boolean waits = asked.state() == Device.State.WAITING;
    return Response.status(waits ? Response.Status.ACCEPTED : Response.Status.OK)
        .entity(asked.keys())
        .build();
  }
}
