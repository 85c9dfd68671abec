/** Digests: what their routes ask for, when they are due, and what they gather. */
package io.rankwire.route.digest;
