/** Rankings as they are read: rows, movement, snapshots and what they are compared with. */
package io.rankwire.ranking;
