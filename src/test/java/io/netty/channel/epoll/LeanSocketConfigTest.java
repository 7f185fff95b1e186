package io.netty.channel.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.roost.testkit.RawClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanSocketConfigTest {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_KEEPIDLE = 4;

    @Test
    void acceptedSocket_whenItsListenerHasOptions_thenInheritsThem() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED)) {
            Map<ChannelOption<?>, Object> options = Map.of(
                    ChannelOption.TCP_NODELAY,
                    true,
                    ChannelOption.SO_KEEPALIVE,
                    true,
                    ChannelOption.SO_SNDBUF,
                    20_000,
                    EpollChannelOption.TCP_USER_TIMEOUT,
                    12_345);
            assertThat(server.listener().config().setOptions(options)).isTrue();
            try (RawClient client = server.connect()) {
                ChannelConfig config = server.next().channel.config();

                assertThat(client.socket().isConnected()).isTrue();
                options.keySet().forEach(option -> assertThat(config.getOption(option))
                        .as("%s", option)
                        .isEqualTo(server.listener().config().getOption(option)));
                assertThat(config.getOption(ChannelOption.TCP_NODELAY)).isTrue();
                assertThat(config.getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                        .isEqualTo(12_345);
            }
        }
    }

    @Test
    void option_whenSetOnAnAcceptedSocket_thenTheKernelHasIt() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient client = server.connect()) {
            ChannelConfig config = server.next().channel.config();
            Map<ChannelOption<?>, Object> options = Map.of(
                    ChannelOption.ALLOW_HALF_CLOSURE,
                    false,
                    ChannelOption.TCP_NODELAY,
                    true,
                    ChannelOption.SO_KEEPALIVE,
                    true,
                    ChannelOption.SO_LINGER,
                    7,
                    ChannelOption.IP_TOS,
                    0x10,
                    ChannelOption.SO_REUSEADDR,
                    true,
                    EpollChannelOption.TCP_USER_TIMEOUT,
                    4_321,
                    new IntegerUnixChannelOption("keep-idle", IPPROTO_TCP, TCP_KEEPIDLE),
                    77);

            assertThat(client.socket().isConnected()).isTrue();
            assertThat(config.setOptions(options)).isTrue();
            assertThat(config.setOption(ChannelOption.SO_SNDBUF, 30_000)).isTrue();
            assertThat(config.setOption(ChannelOption.SO_RCVBUF, 30_000)).isTrue();
            options.forEach((option, value) ->
                    assertThat(config.getOption(option)).as("%s", option).isEqualTo(value));
            // The kernel keeps twice what was asked for (socket(7)).
            assertThat(config.getOption(ChannelOption.SO_SNDBUF)).isEqualTo(60_000);
            assertThat(config.getOption(ChannelOption.SO_RCVBUF)).isEqualTo(60_000);

            assertThat(config.setOption(ChannelOption.SO_LINGER, -1)).isTrue();
            assertThat(config.getOption(ChannelOption.SO_LINGER)).isEqualTo(-1);
        }
    }
}
