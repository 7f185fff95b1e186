package io.roost.browser;

import static io.roost.browser.ChatPage.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import io.roost.testkit.IrcClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** People who talk through the page. */
class ChatPageIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private ChatServer server = ChatServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void talk_whenTwoPagesAndAClientMeet_thenEachReadsTheOthers() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        ChatPage bob = ChatPage.enter(BROWSER, server.url(), "bob");
        try (IrcClient raw = server.join("raw")) {
            ada.awaitMember("bob").awaitMember("raw").say("hello from ada");
            bob.awaitLine("hello from ada").say("/me waves back");
            ada.awaitLine("bob waves back");
            raw.send("PRIVMSG #lobby :hello from a plain client");
            ada.awaitLine("hello from a plain client");
            bob.awaitLine("hello from a plain client");

            assertThat(raw.sync())
                    .anyMatch(line -> line.endsWith("PRIVMSG #lobby :hello from ada"))
                    .anyMatch(line -> line.endsWith("PRIVMSG #lobby :\u0001ACTION waves back\u0001"));
            assertThat(ada.lines()).containsOnlyOnce("hello from ada");
            assertThat(ada.page().has(".pending .row")).isFalse();
            assertThat(ada.page().complaints()).isEmpty();
        }
    }

    @Test
    void nickname_whenTaken_thenAnotherIsAskedFor() {
        try (IrcClient taken = server.join("ada")) {
            ChatPage page = new ChatPage(BROWSER.open(server.url()));
            page.hello("ada");
            page.page().awaitText("#hello-error", "“ada” is taken");
            page.hello("9lives");
            page.page().awaitText("#hello-error", "begins with a letter");
            page.hello("ada2");

            page.awaitConnected().awaitMember("ada2");
            taken.send("PRIVMSG ada2 :so you are the other one").sync();
            page.page().awaitText(item("ada"), "1");
        }
    }

    @Test
    void unread_whenSomethingIsSaidElsewhere_thenMarkedUntilRead() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        ada.say("/join #garden").page().awaitText("#title", "#garden");
        try (IrcClient raw = server.join("raw")) {
            raw.send("PRIVMSG #lobby :one", "PRIVMSG #lobby :two");
            ada.page().awaitText(item("#lobby"), "2");
            assertThat(ada.page().has(item("#lobby") + ".mentioned")).isFalse();

            raw.send("PRIVMSG #lobby :are you there, Ada?");
            ada.page().await(item("#lobby") + ".mentioned");
            assertThat(ada.page().text(item("#lobby"))).contains("1").contains("for you");
            assertThat(ada.page().title()).startsWith("(1) #garden");

            ada.open("#lobby");
            assertThat(ada.page().has(item("#lobby") + " .badge")).isFalse();
            assertThat(ada.page().title()).startsWith("#lobby");
            ada.page().await(ChatPage.LOG + " .new").await(ChatPage.LOG + " .row.mention");
            raw.send("PRIVMSG #lobby :adamant is no mention").sync();
            ada.awaitLine("adamant");
            assertThat(ada.page().text(ChatPage.LOG + " .row.mention")).doesNotContain("adamant");
        }
    }

    @Test
    void privateMessage_whenSent_thenBetweenTheTwoAlone() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        ChatPage bob = ChatPage.enter(BROWSER, server.url(), "bob");
        try (IrcClient raw = server.join("raw")) {
            ada.awaitMember("bob").say("/msg bob psst").awaitLine("psst");
            assertThat(ada.page().text("#title")).isEqualTo("bob");
            bob.page().awaitText(item("ada"), "1");
            bob.open("ada").awaitLine("psst").say("I hear you");
            ada.awaitLine("I hear you");
            assertThat(raw.sync()).noneMatch(line -> line.contains("psst") || line.contains("I hear you"));

            ada.say("/msg nobody hello").page().awaitText(".pending .failed", "Not sent. No such nick");
        }
    }

    @Test
    void channel_whenKickedPartedAndJoined_thenThePageSaysSo() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url() + "#garden", "ada");
        assertThat(ada.page().text("#title")).isEqualTo("#garden");
        ada.say("/topic Roses & <b>thorns</b>").page().awaitText("#topic", "Roses & <b>thorns</b>");
        ChatPage bob = ChatPage.enter(BROWSER, server.url() + "#garden", "bob");
        bob.page().awaitText("#topic", "Roses & <b>thorns</b>");

        ada.awaitMember("bob").say("/kick bob too many thorns");
        bob.awaitLine("ada removed you from #garden: too many thorns");
        bob.page().await("#outside").click("#rejoin").awaitGone("#outside");
        ada.awaitMember("bob").say("/op bob");
        bob.page().awaitText("#members", "Operators · 2");

        bob.say("/list").page().awaitText("#channels-list", "#garden").press(Keys.ESCAPE);
        bob.say("/join #shed").page().awaitText("#title", "#shed");
        bob.say("/part").page().awaitGone(item("#shed"));
        bob.say("/nosuch").page().awaitText("#composer-error", "There is no command /nosuch");
    }

    @Test
    void paste_whenLong_thenPacedOrRefusedButNeverLost() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        try (IrcClient raw = server.join("raw")) {
            ada.awaitMember("raw");
            paste(ada.page(), 101);
            ada.page().press(Keys.ENTER).awaitText("#composer-error", "at most 100");
            assertThat(ada.page().script("return document.getElementById('text').value.split('\\n').length"))
                    .isEqualTo(101L);

            paste(ada.page(), 20);
            ada.page().press(Keys.ENTER).await("#queue");
            ada.awaitLine("pasted 5");
            ada.page().click("#cancel").awaitGone("#queue");
            assertThat(raw.sync().stream()
                            .filter(line -> line.contains("pasted"))
                            .count())
                    .isBetween(6L, 19L);
        }
    }

    @Test
    void keyboard_whenUsed_thenNamesHistoryAndChannelsFollow() {
        try (IrcClient raw = server.join("gwendolyn")) {
            ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
            ada.awaitMember("gwendolyn")
                    .page()
                    .fill("#text", "gw")
                    .press(Keys.TAB)
                    .press("hello", Keys.ENTER);
            ada.awaitLine("gwendolyn: hello");
            assertThat(raw.sync()).anyMatch(line -> line.endsWith(":gwendolyn: hello"));

            ada.page().press(Keys.ARROW_UP);
            assertThat(text(ada)).isEqualTo("gwendolyn: hello");
            ada.page().press(Keys.ARROW_DOWN);
            assertThat(text(ada)).isEmpty();

            ada.say("/join #garden").page().awaitText("#title", "#garden");
            ada.page().pressWith(Keys.ALT, Keys.ARROW_DOWN).awaitText("#title", "#lobby");
            ada.page().pressWith(Keys.ALT, Keys.ARROW_UP).awaitText("#title", "#garden");
            assertThat(ada.page().is("return document.activeElement.id === 'text'"))
                    .isTrue();
        }
    }

    @Test
    void typing_whenSomebodyWrites_thenShownUntilItIsSaid() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        ChatPage bob = ChatPage.enter(BROWSER, server.url(), "bob");
        ada.awaitMember("bob");
        bob.page().fill("#text", "hm");
        ada.page().awaitText("#typing", "bob is typing");
        bob.page().press(Keys.ENTER);
        ada.awaitLine("hm");
        Awaitility.await().until(() -> ada.page().text("#typing").isEmpty());
    }

    @Test
    void phone_whenNarrow_thenListsSlideOverTheMessagesAndNothingIsWider() {
        ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
        BrowserPage page = ada.page().size(390, 780);
        assertThat(page.shows("#sidebar") || page.shows("#members")).isFalse();
        page.click("#open-members").await("#members");
        page.script("document.getElementById('shade').click()");
        page.awaitGone("#members").click("#open-sidebar").await("#sidebar").click(item(""));
        page.awaitGone("#sidebar").awaitText("#title", "Server");
        assertThat(page.is("return document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private static String text(ChatPage page) {
        return String.valueOf(page.page().script("return document.getElementById('text').value"));
    }

    private static void paste(BrowserPage page, int lines) {
        page.script("""
                const field = document.getElementById('text');
                field.value = Array.from({length: arguments[0]}, (_, i) => `pasted ${i}`).join('\\n');
                field.dispatchEvent(new Event('input'));
                field.focus();
                """, lines);
    }
}
