package io.roost.inspect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a descriptor in an interest list is; a TCP socket by its state, in tcp(7)'s words. */
public enum DescriptorKind {
    LISTEN("listening sockets"),
    ESTABLISHED("connections, established"),
    SYN_SENT("connections, connecting"),
    SYN_RECV("connections, in handshake"),
    FIN_WAIT1("connections, closed here (FIN_WAIT1)"),
    FIN_WAIT2("connections, closed here (FIN_WAIT2)"),
    TIME_WAIT("connections, in TIME_WAIT"),
    CLOSE("TCP sockets, not connected"),
    CLOSE_WAIT("connections, closed by the peer (CLOSE_WAIT)"),
    LAST_ACK("connections, closed by both (LAST_ACK)"),
    CLOSING("connections, closed by both (CLOSING)"),
    UDP("UDP sockets"),
    UNIX_LISTEN("Unix sockets, listening"),
    UNIX("Unix sockets"),
    /** In none of the tables that are read: unbound, just closed, or of another family. */
    OTHER_SOCKET("other sockets"),
    EVENTFD("eventfd (wake-up)"),
    TIMERFD("timerfd"),
    SIGNALFD("signalfd"),
    INOTIFY("inotify"),
    PIDFD("pidfd"),
    EPOLL("epoll instances"),
    PIPE("pipes"),
    OTHER("other descriptors"),
    /** The file lives on through a duplicate elsewhere, and so does its registration: see epoll(7), question 6. */
    CLOSED("closed in this process");

    /** The states of {@code /proc/net/tcp} by their number, see include/net/tcp_states.h. */
    private static final @Nullable DescriptorKind[] TCP_STATES = {
        null,
        ESTABLISHED,
        SYN_SENT,
        SYN_RECV,
        FIN_WAIT1,
        FIN_WAIT2,
        TIME_WAIT,
        CLOSE,
        CLOSE_WAIT,
        LAST_ACK,
        LISTEN,
        CLOSING,
        SYN_RECV
    };

    private static final long UNIX_ACCEPTS_CONNECTIONS = 1 << 16;

    private final String words;

    DescriptorKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** For programs: the name in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A TCP socket with a peer, or with one until just now. */
    public boolean isConnection() {
        return compareTo(ESTABLISHED) >= 0 && compareTo(CLOSING) <= 0 && this != CLOSE;
    }

    static DescriptorKind ofTcpState(long state) {
        DescriptorKind kind = state > 0 && state < TCP_STATES.length ? TCP_STATES[(int) state] : null;
        return kind == null ? OTHER_SOCKET : kind;
    }

    static DescriptorKind ofUnixFlags(long flags) {
        return (flags & UNIX_ACCEPTS_CONNECTIONS) != 0 ? UNIX_LISTEN : UNIX;
    }

    /** From the text of a link in {@code /proc/PID/fd}. */
    static DescriptorKind ofLink(String link) {
        return switch (link) {
            case "anon_inode:[eventfd]" -> EVENTFD;
            case "anon_inode:[timerfd]" -> TIMERFD;
            case "anon_inode:[signalfd]" -> SIGNALFD;
            case "anon_inode:[eventpoll]" -> EPOLL;
            case "anon_inode:[pidfd]" -> PIDFD;
            case "anon_inode:inotify" -> INOTIFY;
            default -> {
                if (link.startsWith("socket:")) {
                    yield OTHER_SOCKET;
                }
                yield link.startsWith("pipe:") ? PIPE : OTHER;
            }
        };
    }
}
