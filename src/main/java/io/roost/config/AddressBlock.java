package io.roost.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike, written {@code 10.0.0.0/8}; without the number of bits, one address.
 *
 * @param text as written
 * @param first any of them
 * @param bits how many bits they share
 */
public record AddressBlock(String text, InetAddress first, int bits) {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** Numbers alone: a name would be looked up. */
    private static final Pattern FORM = Pattern.compile("(" + OCTET + "(?:\\." + OCTET
            + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*(?:" + OCTET + "(?:\\." + OCTET + "){3})?)(?:/(\\d{1,3}))?");

    /** Null when the text is no block. */
    public static @Nullable AddressBlock parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            InetAddress first = InetAddress.getByName(form.group(1));
            int most = 8 * first.getAddress().length;
            int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
            return bits > most ? null : new AddressBlock(text, first, bits);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether the address is one of them. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] other = address.getAddress();
        if (ours.length != other.length) {
            return false;
        }
        for (int i = 0; 8 * i < bits; i++) {
            int mask = bits - 8 * i >= 8 ? 0xFF : 0xFF << (8 - (bits - 8 * i));
            if (((ours[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
