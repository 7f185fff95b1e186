package io.roost.chat;

/** All that the users of one server share: their names, their channels, who was there before. Any thread. */
public final class ChatWorld {
    private final Nicknames nicknames = new Nicknames();
    private final Whowas whowas = new Whowas();
    private final Census census = new Census();
    private final Monitors monitors = new Monitors();
    private final ChatDirectory directory;

    private volatile Limits limits;
    private volatile boolean isEnding;

    /** An empty one for so many lanes. */
    public ChatWorld(int laneCount, Limits limits) {
        this.limits = limits;
        this.directory = new ChatDirectory(laneCount);
    }

    public Nicknames nicknames() {
        return nicknames;
    }

    public ChatDirectory directory() {
        return directory;
    }

    public Whowas whowas() {
        return whowas;
    }

    public Monitors monitors() {
        return monitors;
    }

    /** Those that hold now. */
    public Limits limits() {
        return limits;
    }

    /** Other limits from now on; what exceeds them already stays. */
    public void setLimits(Limits limits) {
        this.limits = limits;
    }

    /** From now on all go, and nobody is told of another: to tell each of each would take longer than they have. */
    public void end() {
        isEnding = true;
    }

    boolean isEnding() {
        return isEnding;
    }

    public Census census() {
        return census;
    }
}
