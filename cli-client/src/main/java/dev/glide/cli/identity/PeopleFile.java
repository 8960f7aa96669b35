package dev.glide.cli.identity;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file form of {@link PinnedPeople}: devices by handle.
 *
 * @param verified handles of those whose keys a person has compared; {@code null} in older files
 */
@Json
record PeopleFile(Map<String, List<PinnedDevice>> people, @Nullable List<String> verified) {}
