package io.roost.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.Browser;
import io.roost.testkit.IrcClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server goes and comes again. */
class ChatReconnectIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void restart_whenOnTheSamePort_thenThePageIsBackWithItsChannelsAndHistory() {
        ChatPage ada;
        int port;
        try (ChatServer first = ChatServer.start()) {
            port = first.port();
            ada = ChatPage.enter(BROWSER, first.url(), "ada");
            ada.say("/join #garden").page().awaitText("#title", "#garden");
            ada.open("#lobby").say("before the restart").awaitLine("before the restart");
        }
        ada.page().awaitText("#banner", "Server stops").awaitText("#state", "reconnecting");
        ada.say("said while the server was away").page().awaitText(".pending", "said while");

        try (ChatServer second = ChatServer.at(port);
                IrcClient raw = second.join("raw")) {
            ada.awaitConnected().awaitMember("raw");
            raw.send("PRIVMSG #lobby :after the restart");
            ada.awaitLine("after the restart").awaitLine("said while the server was away");
            assertThat(ada.lines()).containsSubsequence("before the restart", "Disconnected", "You joined");
            assertThat(raw.sync()).anyMatch(line -> line.endsWith(":said while the server was away"));
            raw.send("WHOIS ada");
            assertThat(raw.sync()).anyMatch(line -> line.contains(" 319 ") && line.contains("#garden"));
        }
    }

    @Test
    void nickname_whenTakenMeanwhile_thenAnotherUntilItIsFree() {
        ChatPage ada;
        int port;
        try (ChatServer first = ChatServer.start()) {
            port = first.port();
            ada = ChatPage.enter(BROWSER, first.url(), "ada");
        }
        ada.page().awaitText("#state", "reconnecting");
        try (ChatServer second = ChatServer.at(port)) {
            try (IrcClient thief = second.join("ada")) {
                ada.page().awaitText("#own-nick", "ada_");
                ada.awaitConnected().awaitLine("ada is taken");
                thief.send("QUIT");
            }
            ada.awaitLine("You are now ada");
            assertThat(ada.page().text("#own-nick")).isEqualTo("ada");
        }
    }

    @Test
    void reload_whenOfTheTab_thenItIsBackWithoutAskingAnything() {
        try (ChatServer server = ChatServer.start()) {
            ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
            ada.say("before the reload").awaitLine("before the reload");
            ada.page().reload();
            ada.awaitConnected().awaitLine("before the reload");
            ada.say("after it").awaitLine("after it");
        }
    }

    @Test
    void password_whenWanted_thenAskedFor() {
        try (ChatServer server = ChatServer.start("chat.password=sesame")) {
            ChatPage ada = new ChatPage(BROWSER.open(server.url()));
            ada.hello("ada");
            ada.page().awaitText("#hello-error", "wants a password").fill("#hello-password", "wrong");
            ada.hello("ada");
            ada.page().awaitText("#hello-error", "password is wrong").fill("#hello-password", "sesame");
            ada.hello("ada");
            ada.awaitConnected();
        }
    }
}
