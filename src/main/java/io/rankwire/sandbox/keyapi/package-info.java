/** The endpoints of KeyAPI as the sandbox plays them. */
package io.rankwire.sandbox.keyapi;
