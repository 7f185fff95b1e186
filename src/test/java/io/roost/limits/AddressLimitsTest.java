package io.roost.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressLimitsTest {
    private final AtomicLong nowNanos = new AtomicLong();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true, true",
        "192.0.2.1, 192.0.2.2, false, true",
        "192.0.2.1, 192.0.3.1, false, false",
        "192.0.2.1, ::ffff:192.0.2.1, true, true",
        "192.0.2.1, ::c000:201, false, false",
        "2001:db8::1, 2001:db8::ffff, true, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false, true",
        "2001:db8:1::1, 2001:db8:2::1, false, false",
        "::1, ::2, true, true"
    })
    void addresses_whenNear_thenOneOrOfOneNetwork(String one, String other, boolean isOne, boolean isOfOneNetwork) {
        assertThat(address(one).key() == address(other).key()).isEqualTo(isOne);
        assertThat(address(one).networkKey() == address(other).networkKey()).isEqualTo(isOfOneNetwork);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.0.1, true",
        "10.0.0.0, 8, 11.0.0.1, false",
        "10.0.0.0, 8, 2001:db8::1, false",
        "192.0.2.7, 32, 192.0.2.7, true",
        "192.0.2.7, 32, 192.0.2.6, false",
        "192.0.2.128, 25, 192.0.2.200, true",
        "192.0.2.128, 25, 192.0.2.100, false",
        "0.0.0.0, 0, 203.0.113.1, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::, 32, 2001:db8:ffff::1, true",
        "2001:db8::, 32, 2001:db9::1, false",
        "2001:db8::, 65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::, 65, 2001:db8::8000:0:0:1, false",
        "::1, 128, ::1, true",
        "::1, 128, ::2, false",
        "::, 0, 2001:db8::1, true"
    })
    void networks_whenAsked_thenTheFirstBitsDecide(String first, int bits, String address, boolean isIn)
            throws UnknownHostException {
        Networks networks =
                Networks.NONE.and(InetAddress.getLoopbackAddress(), 8).and(InetAddress.getByName(first), bits);

        assertThat(networks.contains(address(address))).isEqualTo(isIn);
        assertThat(networks.contains(address("127.9.9.9"))).isTrue();
        assertThat(Networks.NONE.contains(address(address))).isFalse();
    }

    @Test
    void address_whenItHasAllThatItMay_thenOneMoreWhenOneGoes() {
        AddressLimits limits = new AddressLimits(2, 0, 0, 0, Networks.NONE, nowNanos::get);
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        assertThat(limits.enter(address("192.0.2.1"))).isEqualTo(Excess.ADDRESS);
        assertThat(limits.enter(address("192.0.2.2"))).isNull();

        limits.leave(address("192.0.2.1"));
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        assertThat(limits.enter(address("192.0.2.1"))).isEqualTo(Excess.ADDRESS);
    }

    @Test
    void connection_whenTurnedAwayByALaterLimit_thenCountedNowhere() {
        AddressLimits limits = new AddressLimits(5, 2, 3, TimeUnit.HOURS.toNanos(3), Networks.NONE, nowNanos::get);
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        assertThat(limits.enter(address("192.0.2.2"))).isNull();
        assertThat(limits.enter(address("192.0.2.3"))).isEqualTo(Excess.NETWORK);
        assertThat(limits.addresses()).isEqualTo(2);

        limits.leave(address("192.0.2.2"));
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        limits.leave(address("192.0.2.1"));
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
        limits.leave(address("192.0.2.1"));
        assertThat(limits.enter(address("192.0.2.1"))).isEqualTo(Excess.RATE);
        limits.leave(address("192.0.2.1"));

        assertThat(limits.addresses()).isZero();
        assertThat(limits.networks()).isZero();
        nowNanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(limits.enter(address("192.0.2.1"))).isNull();
    }

    @Test
    void address_whenExempt_thenNeitherCountedNorLimited() throws UnknownHostException {
        AddressLimits limits = new AddressLimits(
                1,
                1,
                1,
                TimeUnit.HOURS.toNanos(1),
                Networks.NONE.and(InetAddress.getByName("127.0.0.0"), 8),
                nowNanos::get);
        for (int i = 0; i < 10; i++) {
            assertThat(limits.enter(address("127.0.0.1"))).isNull();
        }
        assertThat(limits.addresses()).isZero();
        limits.leave(address("127.0.0.1"));
        assertThat(limits.areOff()).isFalse();
        assertThat(new AddressLimits(0, 0, 0, 0, Networks.NONE, nowNanos::get).areOff())
                .isTrue();
    }

    @Test
    void addresses_whenThereAreAMillion_thenCheap() {
        AddressLimits limits =
                new AddressLimits(4, 1_000, 8, TimeUnit.MINUTES.toNanos(10), Networks.NONE, nowNanos::get);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(limits.enter(Address.ofIpv4(0x0A00_0000 + i))).isNull();
        }
        assertThat(limits.addresses()).isEqualTo(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            limits.leave(Address.ofIpv4(0x0A00_0000 + i));
        }
        assertThat(limits.addresses()).isZero();
        assertThat(limits.networks()).isZero();
    }

    private static Address address(String text) {
        try {
            if (text.startsWith("::ffff:")) {
                // The JDK would make one of IPv4 of it, where the kernel hands over 16 bytes.
                return new Address(
                        0,
                        0xFFFF_0000_0000L
                                | Address.of(InetAddress.getByName(text)).low());
            }
            return Address.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
