/** Who pays, and how fast requests may follow each other: accounts, budgets, pace. */
package io.rankwire.account;
