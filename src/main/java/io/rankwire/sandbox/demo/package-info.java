/** The demo's part of the sandbox: it starts it for the program, and plays the first round. */
@NullMarked
package io.rankwire.sandbox.demo;

import org.jspecify.annotations.NullMarked;
