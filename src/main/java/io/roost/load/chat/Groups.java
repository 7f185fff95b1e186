package io.roost.load.chat;

import io.roost.load.LoadPlan;

/**
 * The share of the users that a loop drives: whole groups, so that no loop has to look into another.
 *
 * @param chat what they do
 * @param firstGroup the number of its first group in the whole swarm
 * @param groups how many it has
 * @param users how many those have together
 */
record Groups(LoadPlan.Chat chat, int firstGroup, int groups, int users) {
    /** The share from one group to before another. */
    static Groups between(LoadPlan plan, LoadPlan.Chat chat, int from, int end) {
        long first = (long) from * chat.members();
        long last = Math.min((long) end * chat.members(), plan.connections());
        return new Groups(chat, from, end - from, (int) (last - first));
    }

    /** The number of its first user in the whole swarm. */
    int firstUser() {
        return firstGroup * chat.members();
    }

    int groupOf(int slot) {
        return slot / chat.members();
    }

    int firstOf(int group) {
        return group * chat.members();
    }

    int endOf(int group) {
        return Math.min(users, firstOf(group) + chat.members());
    }

    int sizeOf(int group) {
        return endOf(group) - firstOf(group);
    }

    /** Its place among the senders of its group; negative for who only reads. */
    int senderOf(int slot) {
        int member = slot % chat.members();
        return member < chat.senders() ? member : -1;
    }

    int senders() {
        return groups * chat.senders();
    }

    /** Of the senders, those of different groups in turn. */
    int slotOfSender(int sender) {
        return firstOf(sender % groups) + sender / groups;
    }

    /** Whether it is one of those that never read: the last ones of its group. */
    boolean isSlow(int slot) {
        int group = groupOf(slot);
        int slow = (sizeOf(group) - chat.senders()) * chat.slowPercent() / 100;
        return slot >= endOf(group) - slow;
    }

    /** JOIN lines when everyone in a channel sees itself and everyone after it join. */
    long joinLines() {
        long lines = 0;
        for (int group = 0; group < groups; group++) {
            long size = sizeOf(group);
            lines += size * (size + 1) / 2;
        }
        return chat.joins() ? lines : 0;
    }
}
