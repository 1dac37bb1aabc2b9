package io.minimost.examples.chat;

/** Starts the chat from the command line: {@value ChatOptions#USAGE}. */
public final class ChatMain {
    private static final int FAILED = 1;
    private static final int BAD_OPTION = 2;

    private ChatMain() {}

    /** Runs until the process is told to stop (Ctrl-C, SIGTERM). */
    public static void main(String... args) throws InterruptedException {
        try {
            run(ChatOptions.parse(args));
        } catch (ChatOptions.BadOption e) {
            System.err.println(e.getMessage() + System.lineSeparator() + ChatOptions.USAGE);
            System.exit(BAD_OPTION);
        } catch (RuntimeException e) {
            System.err.println("The chat cannot start: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(ChatOptions options) throws InterruptedException {
        ChatServer server = ChatServer.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "chat-shutdown"));
        System.out.println("Chat is running at " + server.url());
        server.awaitStop();
    }
}
