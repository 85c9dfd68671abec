/**
 * The demo as far as every installation has it: its folder, and the way to what it runs against, which lies apart from
 * the program in {@code lib/sandbox}.
 */
@NullMarked
package io.rankwire.command.demo;

import org.jspecify.annotations.NullMarked;
