package io.roost.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An echo on 127.0.0.1 that misbehaves in one way. A thread per connection: for a few dozen of them. */
final class LyingServer implements AutoCloseable {
    /** The ways; each gets what one read brought and says what to answer. */
    enum Manner {
        HONEST,
        ONE_WRONG_BYTE,
        HALF,
        TWICE,
        NEVER,
        CLOSES_EVERY_TENTH
    }

    private final Manner manner;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private LyingServer(Manner manner, int port) throws IOException {
        this.manner = manner;
        this.listening = new ServerSocket(port, 1_000, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    static LyingServer of(Manner manner) throws IOException {
        return new LyingServer(manner, 0);
    }

    /** On a port that another has left. */
    static LyingServer at(InetSocketAddress address) throws IOException {
        return new LyingServer(Manner.HONEST, address.getPort());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                boolean isTenth = accepted.incrementAndGet() % 10 == 0;
                start(() -> serve(socket, isTenth));
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void serve(Socket socket, boolean isTenth) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[4_096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (manner == Manner.CLOSES_EVERY_TENTH && isTenth) {
                    return;
                }
                out.write(answer(Arrays.copyOf(buffer, count)));
            }
        } catch (IOException ended) {
            // By the generator or by close().
        } finally {
            open.remove(socket);
        }
    }

    private byte[] answer(byte[] asked) {
        return switch (manner) {
            case HONEST, CLOSES_EVERY_TENTH -> asked;
            case ONE_WRONG_BYTE -> {
                asked[asked.length / 2] ^= 1;
                yield asked;
            }
            case HALF -> Arrays.copyOf(asked, asked.length / 2);
            case TWICE -> {
                byte[] twice = Arrays.copyOf(asked, 2 * asked.length);
                System.arraycopy(asked, 0, twice, asked.length, asked.length);
                yield twice;
            }
            case NEVER -> new byte[0];
        };
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "lying-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(LyingServer::reset);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException ended) {
            // Its own thread was faster.
        }
    }
}
