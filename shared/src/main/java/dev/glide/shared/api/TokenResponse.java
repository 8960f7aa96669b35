package dev.glide.shared.api;

/**
 * The answer of the token endpoint; names are those of RFC 6749, section 5.1.
 *
 * @param expires_in seconds
 */
@SuppressWarnings("MemberName")
public record TokenResponse(String access_token, String token_type, long expires_in) {}
