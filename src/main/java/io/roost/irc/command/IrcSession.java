package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Dialect;
import io.roost.chat.Presence;
import io.roost.chat.Recipient;
import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.IrcParser;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.LineWriter;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Tags;
import io.roost.irc.wire.WireLimits;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client: its lines are read, carried out through the {@link CommandTable} and answered. Before each line
 * and before each answer the lane's mailbox is emptied, so an answer comes after all that happened before it.
 *
 * <p><b>Threading:</b> event loop only, but for what {@link Recipient} says. <b>Position:</b> last station; over TCP the
 * only one.
 */
public class IrcSession extends LineConnection implements Recipient {
    private final IrcLane lane;

    @SuppressWarnings("NullAway.Init") // channelActive comes before anything that needs it
    private User user;

    private int capabilities;
    private @Nullable Registration registration = new Registration();
    private @Nullable Labelled labelled;
    private @Nullable List<String> monitored;

    /** A client under these terms. */
    public IrcSession(Terms terms, IrcLane lane) {
        super(terms);
        this.lane = lane;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin(context.channel().remoteAddress());
    }

    /** The peer, which is there as others see it, may speak. */
    public final void begin(SocketAddress peer) {
        user = new User(this, lane.hosts().of(peer));
        beginPace(peer);
        world().census().came();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            peerEnded();
        }
    }

    /** The peer sends no more. */
    protected final void peerEnded() {
        leave("Connection closed");
        disconnectWhenSent(DisconnectReason.PEER);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave("Connection closed");
    }

    @Override
    protected void ended() {
        super.ended();
        if (labelled != null) {
            labelled.answer().release();
            labelled = null;
        }
    }

    @Override
    int obey(ByteBuf bytes, int from, int to) {
        lane.beginLine();
        int tokens = 1;
        IrcParser parser = lane.parser();
        IrcMessage message = parser.parse(bytes, from, to);
        if (message != null) {
            String label = has(Capability.LABELED_RESPONSE) ? Tags.value(message.tags(), "label") : null;
            begin(label);
            try {
                tokens = CommandTable.run(this, message);
            } finally {
                if (!isSuspended()) {
                    finish();
                }
            }
        } else if (parser.isTooLong()) {
            begin(has(Capability.LABELED_RESPONSE) ? parser.label() : null);
            refuseLength();
            finish();
        }
        return user.is(User.OPERATOR) ? 0 : tokens;
    }

    @Override
    void refuseLength() {
        numeric(Numeric.ERR_INPUTTOOLONG);
    }

    /** The label of the command that is being answered, if there is one: who takes it answers by a batch of its own. */
    @Nullable
    String takeLabel() {
        Labelled answering = labelled;
        if (answering == null) {
            return null;
        }
        labelled = null;
        return answering.drop();
    }

    private void begin(@Nullable String label) {
        if (label != null && Labelled.isValid(label)) {
            labelled = new Labelled(label, context().alloc().buffer());
        }
    }

    /** Answers the command that suspended the session, and goes on. Any thread. */
    void resume(Runnable answer) {
        context()
                .executor()
                .execute(() -> resumeAfter(() -> {
                    if (!user.is(User.GONE)) {
                        answer.run();
                        finish();
                    }
                }));
    }

    /** What the command did to its own session is on its way by the mailbox, and part of the answer. */
    private void finish() {
        Labelled done = labelled;
        if (done != null) {
            lane.chat().catchUp(user);
            labelled = null;
            done.finish(gather(), server().name());
        }
    }

    /** A numbered reply, which ends in the numeric's own text if it has one. */
    void numeric(Numeric numeric, String... parameters) {
        reply(numeric.code(), numeric.parameters(user.nick(), parameters));
    }

    /** A notice of the server's, when it is this session's turn. Any thread. */
    void noticeLater(String text) {
        context().executor().execute(() -> {
            if (!isEnding()) {
                reply("NOTICE", user.nick(), text);
            }
        });
    }

    /** A standard reply that says that a command failed. */
    protected final void fail(String command, String code, String... contextAndText) {
        String[] all = new String[contextAndText.length + 2];
        all[0] = command;
        all[1] = code;
        System.arraycopy(contextAndText, 0, all, 2, contextAndText.length);
        reply("FAIL", all);
    }

    /** A line with this tag, which is no part of the answer to a labelled command. */
    void tagged(String tag, String command, String... parameters) {
        lane.chat().catchUp(user);
        LineWriter.taggedLine(
                gather(), tag, has(Capability.SERVER_TIME), server().name(), command, List.of(parameters));
    }

    /** A line of the server's for this client alone, behind all that it is to get before. */
    void reply(String command, String... parameters) {
        lane.chat().catchUp(user);
        Labelled answering = labelled;
        ByteBuf out = answering != null ? answering.answer() : gather();
        if (has(Capability.SERVER_TIME)) {
            LineWriter.timeTag(out);
        }
        LineWriter.line(out, server().name(), command, List.of(parameters));
    }

    /** Ends it all: others see it quit, itself it is told and closed. */
    protected final void quit(String reason, DisconnectReason why) {
        leave(reason);
        farewell("Closing link: " + reason);
        disconnectWhenSent(why);
    }

    /** The last line; only this has no source. */
    private void farewell(String text) {
        lane.chat().catchUp(user);
        Labelled answering = labelled;
        ByteBuf out = answering != null ? answering.answer() : gather();
        ByteBufUtil.writeUtf8(out, "ERROR :" + text + "\r\n");
        finish();
    }

    private void leave(String reason) {
        if (user.is(User.GONE)) {
            return;
        }
        if (isRegistered()) {
            MonitorCommand.clear(this);
        }
        Presence.leave(world(), user, reason);
    }

    @Override
    protected void spaceCame() {
        super.spaceCame();
        lane.listings().spaceCame();
    }

    /** Lines of one answer that fit its send queue, whatever they say. */
    int roomInLines() {
        return server().limits().sendQueue() / WireLimits.BODY;
    }

    /** Whether it has not yet read what it was sent. */
    boolean isSlow() {
        return isBehind();
    }

    IrcLane ircLane() {
        return lane;
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        if (why == DisconnectReason.STOP) {
            leave("Server stops");
            farewell("Server stops");
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
        quit("Excess Flood", DisconnectReason.FLOOD);
    }

    /** Not left at once: the lane may be among the members of a channel that is locked. */
    @Override
    protected ByteBuf overflowNotice() {
        context().executor().execute(() -> leave("SendQ exceeded"));
        return ByteBufUtil.writeUtf8(context().alloc(), "ERROR :SendQ exceeded\r\n");
    }

    @Override
    public ChatLane lane() {
        return lane.chat();
    }

    @Override
    public Dialect dialect() {
        return IrcDialect.of(capabilities);
    }

    @Override
    public void take(ByteBuf lines, int from, int to, boolean isLast) {
        share(lines, from, to, isLast);
    }

    @Override
    public void take(Line line) {
        if (!isEnding()) {
            line.writeTo(gather(), capabilities);
        }
    }

    @Override
    public void takeEcho(Line line) {
        Labelled answering = labelled;
        if (answering != null) {
            line.writeTo(answering.answer(), capabilities);
        } else {
            take(line);
        }
    }

    @Override
    public void expel(String reason) {
        context().executor().execute(() -> quit(reason, DisconnectReason.PEER));
    }

    User user() {
        return user;
    }

    IrcServer server() {
        return lane.server();
    }

    ChatWorld world() {
        return lane.server().world();
    }

    boolean has(Capability capability) {
        return (capabilities & capability.bit()) != 0;
    }

    /** Lines that are on their way already come in the form that holds when they arrive. */
    void setCapabilities(int bits) {
        lane.chat().catchUp(user);
        capabilities = bits;
        lane.chat().regroup(user);
    }

    /** Whom it monitors; to be changed together with the world's. */
    List<String> monitored() {
        if (monitored == null) {
            monitored = new ArrayList<>(2);
        }
        return monitored;
    }

    int capabilities() {
        return capabilities;
    }

    /** While a command is being answered that came with a label. */
    @Override
    public boolean wantsEcho() {
        return labelled != null;
    }

    @Override
    boolean isRegistered() {
        return registration == null;
    }

    /** Null once it is over. */
    @Nullable
    Registration registration() {
        return registration;
    }

    void registered() {
        registration = null;
        admit();
    }

    @Override
    protected void notAdmitted() {
        quit("Registration timed out", DisconnectReason.ADMISSION_TIMEOUT);
    }

    @Override
    protected void askAlive() {
        lane.chat().catchUp(user);
        // Without a source: programs that are no more than a loop look for lines that begin with PING.
        ByteBufUtil.writeUtf8(gather(), "PING :" + server().name() + "\r\n");
    }

    @Override
    protected void notAlive() {
        quit("Ping timeout", DisconnectReason.PING_TIMEOUT);
    }
}
