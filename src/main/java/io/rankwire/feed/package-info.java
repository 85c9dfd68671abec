/** What is asked for: the scope of a ranking, its period, and the arithmetic of periods. */
package io.rankwire.feed;
