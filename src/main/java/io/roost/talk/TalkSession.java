package io.roost.talk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.chat.ChatChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Dialect;
import io.roost.chat.Presence;
import io.roost.chat.Recipient;
import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Pace;
import io.roost.connection.PacedConnection;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.LineSink;
import io.roost.irc.wire.LineSplitter;
import io.roost.irc.wire.WireLimits;
import io.roost.metrics.LoopCounter;
import org.jspecify.annotations.Nullable;

/**
 * One person at a terminal: says who it is, then each line goes to the channel that it is in, or is a command.
 * Before each line and before each answer the lane's mailbox is emptied, so an answer comes after all that
 * happened before it.
 *
 * <p><b>Threading:</b> event loop only, but for what {@link Recipient} says. <b>Ownership:</b> as its superclass;
 * holds the bytes of a line only while it is incomplete. <b>Position:</b> last station; the only one.
 */
public final class TalkSession extends PacedConnection implements Recipient, LineSink {
    /** Its answer may be long. */
    private static final int COMMAND_TOKENS = 2;

    private final TalkLane lane;

    @SuppressWarnings("NullAway.Init") // channelActive comes before anything that needs it
    private User user;

    private @Nullable ChatChannel current;
    private @Nullable LineSplitter incomplete;
    private boolean isTrusted;

    /** A person under these terms. */
    public TalkSession(Terms terms, TalkLane lane) {
        super(terms);
        this.lane = lane;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        user = new User(this, lane.hosts().of(context.channel().remoteAddress()));
        beginPace(context.channel().remoteAddress());
        world().census().came();
        isTrusted = server().password().isEmpty();
        say("This is " + server().network() + ".");
        say(isTrusted ? Entrance.ASK_NAME : Entrance.ASK_PASSWORD);
    }

    @Override
    protected void hear(ByteBuf data) {
        LineSplitter before = incomplete;
        incomplete = null;
        incomplete = LineSplitter.split(before, data, context().alloc(), this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            leave("Connection closed");
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave("Connection closed");
    }

    @Override
    protected void ended() {
        super.ended();
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }

    @Override
    public boolean line(ByteBuf bytes, int from, int to) {
        lane.counters().increment(LoopCounter.CHAT_LINES_IN);
        lane.chat().drain();
        String typed = lane.typed().text(bytes, from, to);
        if (typed == null) {
            say("Only UTF-8 is taken here; that line went nowhere.");
        } else if (!typed.isBlank()) {
            heed(typed.stripTrailing());
        }
        pay(typed != null && typed.startsWith("/") ? COMMAND_TOKENS : 1);
        return goesOn();
    }

    @Override
    public boolean tooLong() {
        say("That line had more than " + WireLimits.LINE + " bytes and went nowhere.");
        pay(1);
        return goesOn();
    }

    private void heed(String typed) {
        boolean isCommand = typed.startsWith("/");
        if (isCommand && !typed.startsWith("//")) {
            TalkCommands.run(this, typed.substring(1));
        } else if (!isWelcome()) {
            Entrance.answer(this, typed.strip());
        } else {
            // Two slashes: one that is meant.
            Speech.toCurrent(this, isCommand ? typed.substring(1) : typed);
        }
    }

    /** A sentence for this person alone, behind all that it is to get before. */
    void say(String sentence) {
        lane.chat().catchUp(user);
        PlainText.line(gather(), sentence);
    }

    /** Ends it all: others see it go. */
    void quit(String reason, String lastWord, DisconnectReason why) {
        leave(reason);
        say(lastWord);
        disconnectWhenSent(why);
    }

    private void leave(String reason) {
        Presence.leave(world(), user, reason);
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        if (why == DisconnectReason.STOP) {
            leave("Server stops");
            say("The server stops. Goodbye.");
        }
        super.sayGoodbye(why);
    }

    @Override
    protected SendQueue sendQueue() {
        return lane.sendQueue();
    }

    @Override
    protected Pace pace() {
        return lane.pace();
    }

    @Override
    protected void flooded() {
        quit("Excess Flood", "You type faster than is allowed, and too much waits. Goodbye.", DisconnectReason.FLOOD);
    }

    /** Not left at once: the lane may be among the members of a channel that is locked. */
    @Override
    protected ByteBuf overflowNotice() {
        context().executor().execute(() -> leave("SendQ exceeded"));
        return ByteBufUtil.writeUtf8(
                context().alloc(), "You did not read what was sent to you, and too much waits. Goodbye.\r\n");
    }

    @Override
    public ChatLane lane() {
        return lane.chat();
    }

    @Override
    public Dialect dialect() {
        return Sentences.PLAIN;
    }

    @Override
    public void take(ByteBuf lines, int from, int to, boolean isLast) {
        share(lines, from, to, isLast);
    }

    @Override
    public void take(Line line) {
        if (!isEnding()) {
            Sentences.PLAIN.write(line, gather());
        }
    }

    @Override
    public void takeEcho(Line line) {
        take(line);
    }

    /** It sees what it does among what all see. */
    @Override
    public boolean wantsEcho() {
        return false;
    }

    @Override
    public void expel(String reason) {
        context().executor().execute(() -> quit(reason, "You are put out: " + reason, DisconnectReason.PEER));
    }

    @Override
    protected void notAdmitted() {
        quit("Registration timed out", "Nobody said who is there. Goodbye.", DisconnectReason.ADMISSION_TIMEOUT);
    }

    /** It has said who it is. */
    void welcome() {
        Presence.welcome(world(), user);
        admit();
    }

    User user() {
        return user;
    }

    TalkServer server() {
        return lane.server();
    }

    ChatWorld world() {
        return lane.server().world();
    }

    /** Whether it has said who it is. */
    boolean isWelcome() {
        return user.is(User.WELCOME);
    }

    /** Whether it has given the password, or none is asked for. */
    boolean isTrusted() {
        return isTrusted;
    }

    void trust() {
        isTrusted = true;
    }

    /** Where what it says goes; null: nowhere. It may have been put out since. */
    @Nullable
    ChatChannel current() {
        return current;
    }

    void setCurrent(@Nullable ChatChannel channel) {
        current = channel;
    }
}
