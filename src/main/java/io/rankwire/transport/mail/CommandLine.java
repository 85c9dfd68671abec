package io.rankwire.transport.mail;

import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program and its arguments, as a setting holds them: words with blanks between, in quotes where a word holds blanks. No
 * shell reads it, so nothing else in it means anything.
 *
 * @param property that it stands in
 * @param words the program first; at least that
 */
public record CommandLine(String property, List<String> words) {
    private static final Pattern PIECE =
            Pattern.compile("\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<plain>[^\\s\"']+)");
    private static final Pattern WORD = Pattern.compile("(?:" + PIECE.pattern().replaceAll("\\?<[a-z]+>", "?:") + ")+");

    public CommandLine {
        words = List.copyOf(words);
    }

    /**
     * Reads a command.
     *
     * @throws OperatorMistake when a quote is not closed, or there is no program
     */
    public static CommandLine parse(String property, String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find() && text.substring(end, word.start()).isBlank()) {
            words.add(unquoted(word.group()));
            end = word.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new OperatorMistake(property + " holds a quote that is not closed; a program and its arguments are"
                    + " written with blanks between, in quotes where one holds blanks");
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new OperatorMistake(property + " names no program");
        }
        return new CommandLine(property, words);
    }

    private static String unquoted(String word) {
        StringBuilder text = new StringBuilder();
        Matcher piece = PIECE.matcher(word);
        while (piece.find()) {
            for (String kind : List.of("double", "single", "plain")) {
                text.append(piece.group(kind) == null ? "" : piece.group(kind));
            }
        }
        return text.toString();
    }
}
