package io.roost.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP request over a plain socket: it runs every few seconds in a JVM of its own, where
 * {@code java.net.http} would cost several times the CPU of all the rest.
 */
final class HealthProbe {
    private static final int HTTP_PORT = 80;
    private static final int MOST_BYTES = 4_096;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: ([^\r\n]*))?\r?\n");

    private HealthProbe() {}

    /**
     * What the server said.
     *
     * @param status of HTTP
     * @param sentence the status and the first line of the body
     */
    record Answer(int status, String sentence) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    static boolean canAsk(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getPort() <= 65_535;
    }

    /**
     * Asks once and reads to the end of the answer.
     *
     * @throws IOException when nobody answers in HTTP within the time, with a message for a person
     */
    static Answer ask(URI url, int timeoutMs) throws IOException {
        long deadlineNanos = System.nanoTime() + timeoutMs * 1_000_000L;
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no address is known for " + url.getHost());
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMs);
            socket.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
            return parse(readAll(socket, deadlineNanos));
        } catch (SocketTimeoutException e) {
            throw new SocketTimeoutException("no answer within " + timeoutMs + " ms");
        }
    }

    private static String request(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: roost-health\r\nConnection: close\r\n\r\n";
    }

    private static String readAll(Socket socket, long deadlineNanos) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[MOST_BYTES];
        int count = 0;
        while (count < bytes.length) {
            long leftMs = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) leftMs);
            int read = in.read(bytes, count, bytes.length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    private static Answer parse(String text) throws IOException {
        if (text.isEmpty()) {
            throw new EOFException("the connection was closed without an answer");
        }
        Matcher status = STATUS_LINE.matcher(text);
        if (!status.lookingAt()) {
            throw new IOException("the answer is not HTTP");
        }
        String reason = status.group(2) == null ? "" : " " + status.group(2);
        int head = text.indexOf("\r\n\r\n");
        String said = head < 0 ? "" : firstLine(text.substring(head + 4));
        return new Answer(
                Integer.parseInt(status.group(1)), status.group(1) + reason + (said.isEmpty() ? "" : ", " + said));
    }

    private static String firstLine(String body) {
        return body.lines().findFirst().orElse("").strip();
    }
}
