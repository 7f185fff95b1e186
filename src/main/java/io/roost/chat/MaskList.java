package io.roost.chat;

import java.util.ArrayList;
import java.util.List;

/** A list of masks of a channel, oldest first. Under the channel's lock. */
public final class MaskList {
    /** Before a mask that silences, but lets in. */
    private static final String MUTE = "m:";

    private final List<Entry> entries = new ArrayList<>(1);

    /** A mask, who set it and when. */
    public record Entry(String mask, String setBy, long setSeconds) {}

    /** Makes a mask whole: {@code nick} to {@code nick!*@*}, behind the {@code m:} that there may be. */
    public static String completed(String mask) {
        return mask.startsWith(MUTE) ? MUTE + Mask.completed(mask.substring(2)) : Mask.completed(mask);
    }

    /** A copy. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    int size() {
        return entries.size();
    }

    /** False when it is there already. */
    boolean add(Entry entry) {
        for (Entry one : entries) {
            if (Folding.isSame(one.mask, entry.mask)) {
                return false;
            }
        }
        return entries.add(entry);
    }

    boolean remove(String mask) {
        return entries.removeIf(one -> Folding.isSame(one.mask, mask));
    }

    boolean matches(User user, boolean mutesToo) {
        if (entries.isEmpty()) {
            return false;
        }
        String prefix = Folding.fold(user.prefix());
        for (Entry one : entries) {
            boolean isMute = one.mask.startsWith(MUTE);
            if ((mutesToo || !isMute)
                    && Mask.matches(Folding.fold(isMute ? one.mask.substring(2) : one.mask), prefix)) {
                return true;
            }
        }
        return false;
    }
}
