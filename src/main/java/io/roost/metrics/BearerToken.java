package io.roost.metrics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A token that a request must bring: RFC 6750. Only its hash is kept, and hashes are compared, in a time that says nothing of
 * where they differ.
 */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    /** No token is longer; what is, is not hashed. */
    private static final int MAX_CHARS = 512;

    private final byte[] hash;

    BearerToken(String token) {
        hash = hash(token);
    }

    /** Whether a header {@code Authorization} of this value brings it. */
    boolean opens(@Nullable String authorization) {
        return authorization != null
                && authorization.length() <= MAX_CHARS
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        hash, hash(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256, which every Java platform has to have, is missing", e);
        }
    }
}
