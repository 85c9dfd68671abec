/**
 * The parts of an {@code endpoint} block: requests with placeholders, authentication, paging, what an answer means. Each
 * is read once, checks itself, and says where in the block a mistake is.
 */
@NullMarked
package io.rankwire.source.endpoint;

import org.jspecify.annotations.NullMarked;
