/** The pages of the console and their JSON. */
@NullMarked
package io.rankwire.console;

import org.jspecify.annotations.NullMarked;
