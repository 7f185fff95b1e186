package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.unix.UnixChannel;
import io.roost.inspect.EpollEvents;
import io.roost.inspect.EpollInspector;
import io.roost.metrics.LoopCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shows how the kernel has registered a connection that came the way every connection comes: through a
 * boss loop, the configured options and a worker loop. A setting that was lost on the way is seen here
 * before the first client comes.
 *
 * @param word {@code edge}, {@code level} or {@code polled}
 * @param sentence what was seen, for a person
 */
public record TriggerProof(String word, String sentence) {
    private static final long WAIT_MS = 5_000;

    /**
     * Connects to a listener of its own on 127.0.0.1, looks, and closes both.
     *
     * @throws TransportUnavailableException when the kernel has registered it otherwise than the transport promises
     */
    public static TriggerProof of(EventLoops loops, SocketOptions options) throws TransportUnavailableException {
        Transport transport = loops.transport();
        if (!transport.hasDescriptors()) {
            return new TriggerProof(
                    transport == Transport.POLL ? "polled" : "level", transport.trigger() + " by the JDK's selector");
        }
        int mask = maskOfOneConnection(loops, options);
        boolean isEdge = EpollEvents.isEdgeTriggered(mask);
        if (isEdge != (transport == Transport.EPOLL)) {
            throw new TransportUnavailableException(
                    transport, "the kernel registered a connection as " + EpollEvents.words(mask));
        }
        return new TriggerProof(
                isEdge ? "edge" : "level",
                String.format(
                        "%s, proven: /proc/self/fdinfo has a connection as %s %s",
                        transport.trigger(), EpollEvents.hex(mask), EpollEvents.words(mask)));
    }

    private static int maskOfOneConnection(EventLoops loops, SocketOptions options)
            throws TransportUnavailableException {
        Probe probe = new Probe();
        ServerChannel listener = loops.transport().newServerChannel(InternetProtocolFamily.IPv4);
        listener.pipeline()
                .addLast(new Acceptor(
                        loops.workers(),
                        new Door(loops.workers(), Integer.MAX_VALUE),
                        new Refusals(excess -> new byte[0]),
                        options,
                        probe,
                        new LoopCounters("trigger-proof")));
        try (Socket client = new Socket()) {
            loops.bosses().loops().get(0).loop().register(listener).syncUninterruptibly();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .syncUninterruptibly();
            client.connect(listener.localAddress(), (int) WAIT_MS);
            Channel accepted = probe.active.get(WAIT_MS, TimeUnit.MILLISECONDS);
            int descriptor = ((UnixChannel) accepted).fd().intValue();
            OptionalInt mask = EpollInspector.ofSelf().maskOf(descriptor);
            accepted.close().syncUninterruptibly();
            return mask.orElseThrow(
                    () -> new IOException("no epoll instance of this process has descriptor " + descriptor));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportUnavailableException(loops.transport(), "interrupted while proving its trigger mode");
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new TransportUnavailableException(
                    loops.transport(), "its trigger mode could not be proven through 127.0.0.1: " + e);
        } finally {
            listener.close().syncUninterruptibly();
        }
    }

    /** Tells when the accepted channel is registered and has asked for reads. */
    @Sharable
    private static final class Probe extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Channel> active = new CompletableFuture<>();

        @Override
        public void channelActive(ChannelHandlerContext context) {
            // Behind the read that Netty asks for once all stations know that the channel is active.
            context.channel().eventLoop().execute(() -> active.complete(context.channel()));
        }
    }
}
