package io.netty.channel.epoll;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;

/**
 * An epoll instance without channels: for whoever watches sockets by the hundred thousand and cannot afford an object tree for
 * each. Edge-triggered, for data, space and the peer's end at once, so that a socket costs one epoll_ctl(2) in its life.
 *
 * <p><b>Threading:</b> one thread.
 */
public final class EpollReadyList implements AutoCloseable {
    /** Bits of {@link #events}. */
    public static final int READABLE = Native.EPOLLIN;

    public static final int WRITABLE = Native.EPOLLOUT;
    public static final int PEER_ENDED = Native.EPOLLRDHUP;
    public static final int BROKEN = Native.EPOLLERR;

    private static final int ALL = Native.EPOLLIN | Native.EPOLLOUT | Native.EPOLLRDHUP | Native.EPOLLET;
    /** Where the kernel has no epoll_pwait2(2), longer waits are rounded to milliseconds and need no timer; Netty's own default. */
    private static final long MILLIS_THRESHOLD = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FileDescriptor epoll = Native.newEpollCreate();

    /** Wakes where the kernel has no epoll_pwait2(2). */
    private final FileDescriptor timer = Native.newTimerFd();

    private final EpollEventArray events;

    /**
     * @param maxEvents the most that one {@link #await} reports
     * @throws IOException if the kernel refuses, as it does at the limit of open files
     */
    public EpollReadyList(int maxEvents) throws IOException {
        events = new EpollEventArray(maxEvents);
        Native.epollCtlAdd(epoll.intValue(), timer.intValue(), Native.EPOLLIN | Native.EPOLLET);
    }

    /**
     * Watches a socket from now until it is closed.
     *
     * @throws IOException ENOSPC at fs.epoll.max_user_watches
     */
    public void add(int descriptor) throws IOException {
        Native.epollCtlAdd(epoll.intValue(), descriptor, ALL);
    }

    /**
     * Waits for events, at most so long; not at all for 0 or less.
     *
     * @return how many there are
     */
    public int await(long nanos) throws IOException {
        if (nanos <= 0) {
            return Native.epollWait(epoll, events, true);
        }
        int seconds = (int) (nanos / NANOS_PER_SECOND);
        int rest = (int) (nanos % NANOS_PER_SECOND);
        return Native.epollReady(Native.epollWait(epoll, events, timer, seconds, rest, MILLIS_THRESHOLD));
    }

    /** The socket of the event at {@code index}; whoever added none with this number ignores it. */
    public int descriptor(int index) {
        return events.fd(index);
    }

    /** What happened there. */
    public int events(int index) {
        return events.events(index);
    }

    @Override
    public void close() throws IOException {
        events.free();
        timer.close();
        epoll.close();
    }
}
