package io.rankwire.net;

import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.util.regex.Pattern;

/**
 * The name that this machine says to a mail server in EHLO, as the property {@code mail.ehlo} sets it. Many servers refuse
 * one that is not a full host name.
 *
 * @param text a host name, or an address in brackets (RFC 5321, 4.1.3)
 */
public record EhloName(String text) {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern LITERAL =
            Pattern.compile("\\[(" + BYTE + "(\\." + BYTE + "){3}|(?i:IPv6:)[0-9A-Fa-f:.]{2,45})]");
    /** 500, 502 and 503 are about the command itself or its place, whatever the name. */
    private static final Pattern REFUSAL = Pattern.compile("(?is)(?!50[023]).*\\b(HELO|EHLO)\\b.*");

    /**
     * Checks a name.
     *
     * @throws OperatorMistake when it is none
     */
    public EhloName {
        boolean number = text.matches("[\\d.]+");
        if (!LITERAL.matcher(text).matches() && (number || !HOST.matcher(text).matches())) {
            throw new OperatorMistake("mail.ehlo is '" + OneLine.of(text, 300)
                    + "'; it must be a host name such as mail.example.com, or an address such as [192.0.2.1] or"
                    + " [IPv6:2001:db8::1]");
        }
    }

    /** What an operator can do about a server's answer that is about this name; empty for any other answer. */
    public static String hint(String answer) {
        return REFUSAL.matcher(answer).matches() ? "; the property mail.ehlo sets the name that is said in EHLO" : "";
    }
}
