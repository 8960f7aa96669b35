package dev.glide.cli.identity;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;

/** The file form of {@link PinnedPeople}: devices by handle. */
@Json
record PeopleFile(Map<String, List<PinnedDevice>> people) {}
