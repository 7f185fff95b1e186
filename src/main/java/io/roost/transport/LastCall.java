package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * Closes a listening socket without losing a connection. The kernel resets those that it has established and that
 * nobody has accepted when their listening socket closes, and those whose handshake is not over. So from now on it is
 * to ignore who begins a handshake (who tries again a second later and is refused, as by any closed port); the
 * handshakes under way are given the time of a round trip, and all that wait are accepted; then it is closed.
 *
 * <p>The JDK's sockets can't be asked how many wait: they get a few turns.
 *
 * <p><b>Threading:</b> the listening socket's event loop.
 */
public final class LastCall implements Runnable {
    private static final long LOOK_MS = 5;

    /** A handshake on loopback is over before anything else is done. */
    private static final long ROUND_TRIP_MS = 250;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    /** Of a listening socket, {@code tcpi_unacked} is how many wait to be accepted (linux/tcp.h, tcp_get_info). */
    private static final int WAITING_AT = 24;

    private final Channel listener;
    private final long startNanos = System.nanoTime();
    private final long roundTripNanos;
    private final long mostNanos;

    private LastCall(Channel listener, long mostMs) {
        boolean isLocal = listener.localAddress() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
        this.listener = listener;
        this.mostNanos = TimeUnit.MILLISECONDS.toNanos(mostMs);
        this.roundTripNanos = Math.min(mostNanos, TimeUnit.MILLISECONDS.toNanos(isLocal ? LOOK_MS : ROUND_TRIP_MS));
    }

    /** Begins it; within {@code mostMs} the channel is closed, whatever waits. Any thread. */
    public static void begin(Channel listener, long mostMs) {
        LastCall call = new LastCall(listener, mostMs);
        listener.eventLoop().execute(() -> {
            if (listener instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
                SynFilter.attachTo(socket);
            }
            call.run();
        });
    }

    @Override
    public void run() {
        long elapsedNanos = System.nanoTime() - startNanos;
        if (elapsedNanos < roundTripNanos || (elapsedNanos < mostNanos && waiting() > 0)) {
            var unused = listener.eventLoop().schedule(this, LOOK_MS, TimeUnit.MILLISECONDS);
        } else {
            var unused = listener.close();
        }
    }

    /** Connections that are established and not accepted yet. */
    private int waiting() {
        if (!(listener instanceof UnixChannel unix && unix.fd() instanceof Socket socket)) {
            return 0;
        }
        ByteBuffer info = ByteBuffer.allocate(WAITING_AT + Integer.BYTES).order(ByteOrder.nativeOrder());
        try {
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, info);
            return info.getInt(WAITING_AT);
        } catch (IOException e) {
            return 0;
        }
    }
}
