/**
 * How the program writes its log: whatever logs, and wherever an operator's own configuration sends it, every line has
 * passed the one cleaner of text and holds no secret, and a stack trace is written with {@code --verbose} only.
 */
@NullMarked
package io.rankwire.log;

import org.jspecify.annotations.NullMarked;
