package io.roost.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A blocking WebSocket client that sends any frame, also those that none should, and reads frames as they are. */
public final class WebSocketClient implements AutoCloseable {
    public static final int FIN = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The key of RFC 6455 § 1.3, and what a server must make of it. */
    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    public static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final byte[] MASK = {0x12, (byte) 0xA5, 0x7F, (byte) 0x80};

    private final RawClient client;
    private final DataInputStream in;
    private final String answer;
    private int pings;

    /** A frame as it came. */
    public static final class Frame {
        private final int finAndOpcode;
        private final byte[] payload;

        Frame(int finAndOpcode, byte[] payload) {
            this.finAndOpcode = finAndOpcode;
            this.payload = payload;
        }

        public int finAndOpcode() {
            return finAndOpcode;
        }

        public byte[] payload() {
            return payload;
        }

        public int opcode() {
            return finAndOpcode & 0x0F;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Of a close frame; 1005: it has none. */
        public int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    private WebSocketClient(RawClient client, String request) throws IOException {
        this.client = client;
        this.in = new DataInputStream(client.in());
        client.send(request);
        this.answer = readHead();
    }

    /** Upgrades; {@code headers} each end in CR LF. */
    public static WebSocketClient to(InetSocketAddress address, String... headers) {
        try {
            WebSocketClient client = new WebSocketClient(RawClient.to(address), request(headers));
            if (!client.answer.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError(client.answer);
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handshake, with these headers more. */
    public static String request(String... headers) {
        return "GET /chat HTTP/1.1\r\nHost: server.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + KEY + "\r\nSec-WebSocket-Version: 13\r\n" + String.join("", headers)
                + "\r\n";
    }

    /** A subprotocol as a header. */
    public static String subprotocol(String... names) {
        return "Sec-WebSocket-Protocol: " + String.join(", ", names) + "\r\n";
    }

    /** The server's answer to the handshake, with its headers. */
    public String answer() {
        return answer;
    }

    public RawClient raw() {
        return client;
    }

    public WebSocketClient send(String... messages) {
        for (String message : messages) {
            frame(FIN | TEXT, message.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    public WebSocketClient frame(int finAndOpcode, byte[] payload) {
        return bytes(masked(finAndOpcode, payload));
    }

    public WebSocketClient bytes(byte[] bytes) {
        try {
            client.send(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client's frame, its length the shortest way. */
    public static byte[] masked(int finAndOpcode, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(finAndOpcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return out.toByteArray();
    }

    public Frame read() {
        try {
            int finAndOpcode = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if (second >= 0x80) {
                throw new AssertionError("a server's frame is masked");
            }
            int length = second < 126 ? second : second == 126 ? in.readUnsignedShort() : (int) in.readLong();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(finAndOpcode, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the next message, which must be one frame. */
    public String line() {
        Frame frame = read();
        if (frame.finAndOpcode() != (FIN | TEXT) && frame.finAndOpcode() != (FIN | BINARY)) {
            throw new AssertionError("no message: " + frame.finAndOpcode() + " " + frame.text());
        }
        return frame.text();
    }

    /** The code of the close frame that comes after whatever else comes, and then the end. */
    public int closeCode() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        if (in.read() >= 0) {
            throw new AssertionError("something comes behind the close frame");
        }
        return frame.closeCode();
    }

    /** Registers and reads the greeting. */
    public WebSocketClient register(String nick) {
        send("NICK " + nick, "USER " + nick + " 0 * :" + nick);
        return sync();
    }

    /** Reads what there is, by a PING. */
    public WebSocketClient sync() {
        String token = "sync" + ++pings;
        send("PING " + token);
        String line = line();
        while (!(line.contains(" PONG ") && line.endsWith(token))) {
            line = line();
        }
        return this;
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                throw new AssertionError("ends within the head: " + head);
            }
            head.append((char) one);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
