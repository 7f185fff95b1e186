package io.roost.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says when a connection cannot be had or kept: its name, as in errno(3), and what to do about it. Found by the text
 * of strerror(3), which is all that every exception carries.
 */
enum Errno {
    EADDRNOTAVAIL(
            "Cannot assign requested address",
            "all ports of the source addresses are taken, or an address is not this host's: add --source-ip, see roost doctor"),
    EADDRINUSE(
            "Address already in use",
            "the source port is taken: add --source-ip, or widen net.ipv4.ip_local_port_range"),
    EMFILE("Too many open files", "raise the limit on open files of this process: ulimit -n, see roost doctor"),
    ENFILE("Too many open files in system", "raise fs.file-max, see roost doctor"),
    ENOMEM("Cannot allocate memory", "the kernel is out of memory for sockets: fewer connections or more memory"),
    ENOBUFS("No buffer space available", "the kernel is out of memory for sockets: fewer connections or more memory"),
    ENOSPC("No space left on device", "raise fs.epoll.max_user_watches, see roost doctor"),
    ECONNREFUSED(
            "Connection refused", "nothing listens there, or its backlog overflowed with tcp_abort_on_overflow set"),
    ETIMEDOUT(
            "Connection timed out",
            "no answer to SYN: a full accept queue (server's backlog and net.core.somaxconn), a firewall, or conntrack's table"),
    ECONNRESET("Connection reset by peer", "the server cut it: look at its limits and its log"),
    EPIPE("Broken pipe", "the server had closed before the message was sent"),
    ENETUNREACH("Network is unreachable", "no route from the source address to the target"),
    EHOSTUNREACH("No route to host", "no route from the source address to the target, or a firewall"),
    EACCES("Permission denied", "a firewall or security module forbids it"),
    EPERM("Operation not permitted", "a firewall or security module forbids it"),
    EINVAL("Invalid argument", "the source address does not fit the target's family");

    private final String text;
    private final String advice;

    Errno(String text, String advice) {
        this.text = text;
        this.advice = advice;
    }

    String text() {
        return text;
    }

    String advice() {
        return advice;
    }

    /** The longest text that the failure or one of its causes contains; null if it names none of these. */
    static @Nullable Errno of(Throwable failure) {
        Errno found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            for (Errno errno : values()) {
                if (message.contains(errno.text.toLowerCase(Locale.ROOT))
                        && (found == null || errno.text.length() > found.text.length())) {
                    found = errno;
                }
            }
        }
        return found;
    }
}
