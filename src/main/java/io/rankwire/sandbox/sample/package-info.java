/** Rankings that are made up, the same every time. */
@NullMarked
package io.rankwire.sandbox.sample;

import org.jspecify.annotations.NullMarked;
