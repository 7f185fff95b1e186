package io.roost.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A blocking peer that sends and reads bytes as they are; gives up after ten seconds of silence. */
public final class RawClient implements AutoCloseable {
    private static final int SILENCE_MS = 10_000;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    public static RawClient to(InetSocketAddress address) {
        return to(address, 0);
    }

    /** From this address of the loopback, as 127.0.0.2. */
    public static RawClient from(String source, InetSocketAddress address) {
        return connected(address, 0, source);
    }

    /** {@code receiveBytes} is SO_RCVBUF, 0 for the kernel's choice. */
    public static RawClient to(InetSocketAddress address, int receiveBytes) {
        return connected(address, receiveBytes, null);
    }

    private static RawClient connected(InetSocketAddress address, int receiveBytes, @Nullable String source) {
        try {
            Socket socket = new Socket();
            if (source != null) {
                socket.bind(new InetSocketAddress(source, 0));
            }
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MS);
            socket.connect(address, SILENCE_MS);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Socket socket() {
        return socket;
    }

    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    public RawClient send(byte[] bytes) throws IOException {
        out().write(bytes);
        return this;
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** FIN: nothing more will be sent. */
    public RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Exactly so many bytes. */
    public byte[] read(int bytes) throws IOException {
        return in().readNBytes(bytes);
    }

    /** What comes until the server ends, or resets. */
    public String readToTheLast() throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int one = in().read(); one >= 0; one = in().read()) {
                all.append((char) one);
            }
        } catch (SocketException e) {
            // what came before counts
        }
        return all.toString();
    }

    /** Everything up to the server's FIN. */
    public byte[] readToEnd() throws IOException {
        return in().readAllBytes();
    }

    /** What comes back for this text, which is as long as it. */
    public String echo(String text) throws IOException {
        send(text);
        return new String(read(text.length()), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
