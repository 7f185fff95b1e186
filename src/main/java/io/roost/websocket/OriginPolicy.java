package io.roost.websocket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may speak to the server from their users' browsers. A browser tells the page's origin, and lets any page
 * dial any server; without this, a page elsewhere could reach a server that only its user can (RFC 6455 § 10.2).
 * Programs that are no browser may say what they want, or nothing.
 */
public final class OriginPolicy {
    private final Set<String> allowed;
    private final boolean admitsNone;

    /**
     * A policy.
     *
     * @param allowed origins as browsers write them, {@code *} for any; empty: those of the host that was asked
     * @param admitsNone whether a client may come that names no origin
     */
    public OriginPolicy(Set<String> allowed, boolean admitsNone) {
        this.allowed =
                allowed.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.admitsNone = admitsNone;
    }

    /**
     * Whether a client may come.
     *
     * @param origin of its page; null: it names none
     * @param host as the client has dialled it
     */
    public boolean admits(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return admitsNone;
        }
        if (!allowed.isEmpty()) {
            return allowed.contains("*") || allowed.contains(origin.toLowerCase(Locale.ROOT));
        }
        return host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getRawAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
