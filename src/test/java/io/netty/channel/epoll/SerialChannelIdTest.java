package io.netty.channel.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelId;
import io.netty.channel.DefaultChannelId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SerialChannelIdTest {
    @Test
    void next_whenMadeOften_thenEachIsGreaterAndAnother() {
        Set<ChannelId> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        SerialChannelId previous = SerialChannelId.next();
        for (int i = 0; i < 10_000; i++) {
            SerialChannelId id = SerialChannelId.next();
            assertThat(id.compareTo(previous)).isPositive();
            assertThat(previous.compareTo(id)).isNegative();
            ids.add(id);
            texts.add(id.asShortText());
            previous = id;
        }
        assertThat(ids).hasSize(10_000);
        assertThat(texts).hasSize(10_000);
    }

    @Test
    void equals_whenNumbersAreEqual_thenTheIdsAre() {
        SerialChannelId id = new SerialChannelId(0x1234);

        assertThat(id).isEqualTo(new SerialChannelId(0x1234)).hasSameHashCodeAs(new SerialChannelId(0x1234));
        assertThat(id).isNotEqualTo(new SerialChannelId(0x1235)).isNotEqualTo(DefaultChannelId.newInstance());
        assertThat(id.asShortText()).isEqualTo("00001234");
        assertThat(id.asLongText()).isEqualTo("0000000000001234");
        assertThat(new SerialChannelId(Long.MAX_VALUE).asShortText()).isEqualTo("7fffffffffffffff");
    }

    @Test
    void compareTo_whenTheOtherIsOfAnotherKind_thenOneOrderHoldsBothWays() {
        ChannelId ours = SerialChannelId.next();
        ChannelId theirs = DefaultChannelId.newInstance();

        assertThat(Integer.signum(ours.compareTo(theirs))).isEqualTo(-Integer.signum(theirs.compareTo(ours)));
    }
}
