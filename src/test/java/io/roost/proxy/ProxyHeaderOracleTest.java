package io.roost.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import io.netty.util.NetUtil;
import io.roost.proxy.ProxyHeader.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Beside Netty's own codec: what it writes is read, and what is read here it reads the same. */
class ProxyHeaderOracleTest {
    private static final HAProxyProxiedProtocol[] PROTOCOLS = {
        HAProxyProxiedProtocol.TCP4, HAProxyProxiedProtocol.TCP6, HAProxyProxiedProtocol.UNKNOWN
    };

    @Property(tries = 2_000)
    void header_whenWrittenByTheCodec_thenRead(@ForAll long seed, @ForAll @IntRange(max = 5) int tlvs) {
        Random random = new Random(seed);
        byte[] written = written(random, tlvs);

        ProxyHeader header = ProxyHeader.of(Unpooled.wrappedBuffer(written));

        assertThat(header.kind()).isEqualTo(Kind.WHOLE);
        assertThat(header.bytes()).isEqualTo(written.length);
        assertThat(header.source()).isEqualTo(readByTheCodec(written));
    }

    @Property(tries = 2_000)
    void header_whenCut_thenBegunAtEachByte(@ForAll long seed) {
        byte[] written = written(new Random(seed), 1);

        for (int bytes = 1; bytes < written.length; bytes++) {
            assertThat(ProxyHeader.of(Unpooled.wrappedBuffer(written, 0, bytes)).kind())
                    .isEqualTo(Kind.BEGUN);
        }
    }

    @Property(tries = 5_000)
    void header_whenSpoilt_thenReadAsTheCodecDoesOrNotAtAll(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] spoilt = written(random, 0); // TLVs are not looked at here, and the codec fails over some
        for (int i = random.nextInt(3); i >= 0; i--) {
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
        }

        ProxyHeader header = ProxyHeader.of(Unpooled.wrappedBuffer(spoilt));

        if (header.kind() == Kind.WHOLE && header.source() != null && !failsOverTlvs(spoilt)) {
            assertThat(header.source()).isEqualTo(readByTheCodec(spoilt));
        }
        assertThat(header.bytes()).isLessThanOrEqualTo(spoilt.length);
    }

    /** A spoilt family makes the end of an address a TLV, past whose end the codec reads; here they are not looked at. */
    private static boolean failsOverTlvs(byte[] bytes) {
        try {
            readByTheCodec(bytes);
            return false;
        } catch (RuntimeException e) {
            return e instanceof IndexOutOfBoundsException || e.getCause() instanceof IndexOutOfBoundsException;
        } catch (AssertionError refused) {
            return false;
        }
    }

    private static byte[] written(Random random, int tlvs) {
        boolean isLine = random.nextBoolean();
        HAProxyProxiedProtocol protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        if (isLine && protocol == HAProxyProxiedProtocol.UNKNOWN) {
            return "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII); // which the codec can't write
        }
        boolean isLocal = !isLine && random.nextInt(8) == 0;
        HAProxyMessage message = new HAProxyMessage(
                isLine ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2,
                isLocal ? HAProxyCommand.LOCAL : HAProxyCommand.PROXY,
                protocol,
                address(random, protocol),
                address(random, protocol),
                protocol == HAProxyProxiedProtocol.UNKNOWN ? 0 : random.nextInt(65_536),
                protocol == HAProxyProxiedProtocol.UNKNOWN ? 0 : random.nextInt(65_536),
                isLine ? List.of() : tlvs(random, tlvs));
        EmbeddedChannel channel = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
        channel.writeOutbound(message);
        return all(channel);
    }

    private static List<HAProxyTLV> tlvs(Random random, int count) {
        List<HAProxyTLV> tlvs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[random.nextInt(600)];
            random.nextBytes(content);
            tlvs.add(new HAProxyTLV((byte) (0xE0 + random.nextInt(16)), Unpooled.wrappedBuffer(content)));
        }
        return tlvs;
    }

    private static @Nullable String address(Random random, HAProxyProxiedProtocol protocol) {
        if (protocol == HAProxyProxiedProtocol.UNKNOWN) {
            return null;
        }
        byte[] bytes = new byte[protocol == HAProxyProxiedProtocol.TCP4 ? 4 : 16];
        random.nextBytes(bytes);
        return NetUtil.bytesToIpAddress(bytes);
    }

    private static byte[] all(EmbeddedChannel channel) {
        ByteBuf written = Objects.requireNonNull(channel.readOutbound());
        byte[] bytes = new byte[written.readableBytes()];
        written.readBytes(bytes);
        written.release();
        channel.finishAndReleaseAll();
        return bytes;
    }

    /** Null: no source; fails where the codec reads no header. */
    private static @Nullable InetSocketAddress readByTheCodec(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HAProxyMessageDecoder());
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            HAProxyMessage message = Objects.requireNonNull(channel.readInbound(), "the codec waits for more");
            try {
                String source = message.sourceAddress();
                return source == null
                        ? null
                        : new InetSocketAddress(InetAddress.getByName(source), message.sourcePort());
            } finally {
                message.release();
            }
        } catch (HAProxyProtocolException | UnknownHostException e) {
            throw new AssertionError("the codec refuses it", e);
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
