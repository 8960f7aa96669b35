package dev.glide.cli.identity;

import io.avaje.jsonb.Json;
import java.util.UUID;

/**
 * What a profile knows of its account.
 *
 * @param server the origin under which it was registered
 */
@Json
public record Registration(String server, String handle, UUID device) {}
