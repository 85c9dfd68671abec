/** Who pays, and how fast requests may follow each other: accounts, budgets, pace. */
@NullMarked
package io.rankwire.account;

import org.jspecify.annotations.NullMarked;
