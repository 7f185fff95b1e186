import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Opens WebSockets to a chat and holds them: connects, upgrades, and registers a user by two text frames, so many at a time.
 *
 * <p>{@code java src/bench/java/Upgrades.java PORT COUNT AT_ONCE NAME [upgrade]}: prints {@code upgraded COUNT in MS ms}, where each counts
 * when its user is registered (with {@code upgrade}: when its handshake is answered), holds them until its input ends, and exits 1 when one
 * is refused or lost before.
 */
final class Upgrades {
    private static final byte[] REGISTERED = " 001 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SWITCHED = "HTTP/1.1 101 ".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);
    private final InetSocketAddress target;
    private final String name;
    private final boolean registers;
    private int begun;
    private int done;

    private Upgrades(int port, String name, boolean registers) throws IOException {
        this.target = new InetSocketAddress("127.0.0.1", port);
        this.name = name;
        this.registers = registers;
    }

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        Upgrades upgrades = new Upgrades(Integer.parseInt(args[0]), args[3], args.length < 5);
        long start = System.nanoTime();
        upgrades.run(count, Integer.parseInt(args[2]));
        System.out.printf("upgraded %d in %d ms%n", count, (System.nanoTime() - start) / 1_000_000);
        while (System.in.read() >= 0) {
            // held
        }
    }

    private void run(int count, int atOnce) throws IOException {
        while (done < count) {
            while (begun < count && begun - done < atOnce) {
                begin(begun++);
            }
            selector.select();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                advance(keys.next());
            }
        }
    }

    private void begin(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean isConnected = channel.connect(target);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, number);
        if (isConnected) {
            ask(key);
        }
    }

    private void advance(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            channel.finishConnect();
            ask(key);
            return;
        }
        in.clear();
        if (channel.read(in) < 0) {
            throw new IOException("closed by the server: " + key.attachment());
        }
        in.flip();
        if (startsWith(SWITCHED)) {
            if (!registers) {
                finish(key);
                return;
            }
            String nick = name + key.attachment();
            channel.write(frames("NICK " + nick, "USER " + nick + " 0 * :" + nick));
        } else if (contains(REGISTERED)) {
            finish(key);
        }
    }

    private void ask(SelectionKey key) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        ((SocketChannel) key.channel()).write(ByteBuffer.wrap(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: text.ircv3.net\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    /** What comes later is left in the kernel. */
    private void finish(SelectionKey key) {
        key.interestOps(0);
        done++;
    }

    /** Masked, as a client's must be, with a mask of zeros. */
    private static ByteBuffer frames(String... lines) {
        ByteBuffer out = ByteBuffer.allocate(512);
        for (String line : lines) {
            out.put((byte) 0x81).put((byte) (0x80 | line.length())).putInt(0);
            out.put(line.getBytes(StandardCharsets.US_ASCII));
        }
        return out.flip();
    }

    private boolean startsWith(byte[] word) {
        return in.limit() >= word.length && matches(0, word);
    }

    private boolean contains(byte[] word) {
        for (int i = 0; i + word.length <= in.limit(); i++) {
            if (matches(i, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int at, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (in.get(at + i) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
