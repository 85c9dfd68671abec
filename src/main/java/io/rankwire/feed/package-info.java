/** What is asked for: the scope of a ranking, its period, and the arithmetic of periods. */
@NullMarked
package io.rankwire.feed;

import org.jspecify.annotations.NullMarked;
